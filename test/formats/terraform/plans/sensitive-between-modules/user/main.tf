variable "password" { sensitive = true }
variable "name" {}
output "login" {
  value     = { (var.name) = var.password }
  sensitive = true
}
output "name" { value = upper(var.name) }
resource "terraform_data" "inner" {
  input = { name = var.name, password = var.password, length = length(var.password) }
}
