variable "session" {
  ephemeral = true
}
variable "plain" {}
output "session" {
  value     = substr(var.session, 0, 6)
  ephemeral = true
}
output "plain" { value = var.plain }
