variable "password" {
  sensitive = true
  default   = "x"
}

output "fine" {
  value     = var.password
  sensitive = true
}

output "leaks" {
  value = "password is ${var.password}"
}
