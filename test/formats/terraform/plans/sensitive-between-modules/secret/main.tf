variable "seed" {}
output "password" {
  value     = "pw-${var.seed}"
  sensitive = true
}
output "name" { value = "name-${var.seed}" }
output "object" {
  value = { plain = "p", secret = sensitive("q") }
}
