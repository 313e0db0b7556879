resource "terraform_data" "src" {
  input = ["a", "b"]
}
resource "terraform_data" "each" {
  for_each = toset(terraform_data.src.output)
  input    = each.key
}
