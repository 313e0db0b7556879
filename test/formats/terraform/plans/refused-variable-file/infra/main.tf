variable "sizes" {
  type = map(object({ cpu = number }))
}
output "sizes" { value = var.sizes }
