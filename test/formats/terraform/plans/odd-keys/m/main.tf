variable "index" {}
resource "terraform_data" "in" {
  for_each = toset(["a.${var.index}"])
  input    = var.index
}
output "index" { value = var.index }
