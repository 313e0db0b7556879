variable "name" {}
resource "terraform_data" "late" {
  input = upper(var.name)
}
output "name" {
  value      = var.name
  depends_on = [terraform_data.late]
}
output "unknown" { value = terraform_data.late.id }
