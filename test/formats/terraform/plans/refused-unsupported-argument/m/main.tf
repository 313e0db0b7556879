variable "needed" {}
output "needed" { value = var.needed }
