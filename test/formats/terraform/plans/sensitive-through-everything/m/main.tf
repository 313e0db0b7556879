variable "v" {}
output "plain" { value = var.v.b }
output "s" {
 value = var.v.a
 sensitive = true
}
