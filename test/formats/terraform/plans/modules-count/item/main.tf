variable "name" {}
resource "terraform_data" "item" {
  input = { name = var.name, doubled = "${var.name}${var.name}" }
}
resource "terraform_data" "twice" {
  count = 2
  input = [var.name, count.index]
}
output "name" { value = upper(terraform_data.item.input.name) }
output "details" { value = { index = split("-", var.name)[1 % length(split("-", var.name))] } }
