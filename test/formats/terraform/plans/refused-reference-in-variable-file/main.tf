variable "name" { default = "d" }
variable "other" {}
output "name" { value = var.name }
