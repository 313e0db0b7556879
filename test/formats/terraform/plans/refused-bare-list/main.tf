variable "l" {
  type = list
  default = [1, "x"]
}
variable "m" {
  type = map
  default = { a = 1, b = "x" }
}
variable "st" {
  type = set
  default = ["b", "a", "b"]
}
output "l" { value = var.l }
output "m" { value = var.m }
output "s" { value = var.st }
