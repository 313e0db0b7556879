variable "s" {
  type = "string"
  default = 5
}
variable "l" {
  type = "list"
  default = ["a", "b"]
}
variable "m" {
  type = "map"
  default = { a = "b" }
}
output "s" { value = var.s }
output "l" { value = var.l }
output "m" { value = var.m }
