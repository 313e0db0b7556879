variable "name" {}
variable "parent" {}
variable "password" {
  sensitive = true
}
resource "terraform_data" "user" {
  input = { name = var.name, password = var.password, parent = var.parent }
}
output "login" { value = { name = var.name, hash = sha1(var.password), id = terraform_data.user.id } }
output "parent" { value = terraform_data.user.input.parent }
