resource "terraform_data" "a" {
  input = { from = "override", index = count.index }
  lifecycle {
    prevent_destroy = true
  }
}
resource "terraform_data" "b" {
  for_each = toset(["y", "z"])
}
