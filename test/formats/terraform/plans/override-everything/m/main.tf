variable "name" {}
variable "tags" {}
output "all" { value = ["m", var.name, var.tags] }
