variable "size" {
  type = number
}
variable "default_wrong" {
  type    = list(string)
  default = { a = 1 }
}
output "size" { value = var.size }
