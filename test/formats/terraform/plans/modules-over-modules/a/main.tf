variable "n" {}
output "out" { value = var.n * 10 }
