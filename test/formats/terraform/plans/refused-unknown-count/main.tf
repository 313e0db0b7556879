resource "terraform_data" "src" {
  input = 2
}
resource "terraform_data" "counted" {
  count = terraform_data.src.output
  input = count.index
}
