variable "name" {}
variable "tags" {}
output "all" { value = ["other", var.name, var.tags] }
