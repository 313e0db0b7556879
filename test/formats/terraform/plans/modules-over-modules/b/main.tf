variable "v" {}
variable "k" {}
output "out" { value = "${var.k}=${var.v}" }
