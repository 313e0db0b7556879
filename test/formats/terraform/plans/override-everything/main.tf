variable "env" {
  type        = string
  description = "base"
  default     = "base"
}
variable "sizes" {
  type    = list(number)
  default = [1, 2]
}
variable "strict" {
  default  = "strict"
  nullable = true
}
variable "secret" {
  default = "s"
}
locals {
  a = "base a"
  b = "base b ${local.a}"
}
locals {
  c = "base c"
}
module "m" {
  source = "./m"
  name   = "base"
  tags   = { base = true }
}
output "env" {
  value = "base ${var.env}"
}
output "secret" {
  value = var.secret
}
output "locals" {
  value = [local.a, local.b, local.c]
}
output "sizes" {
  value = var.sizes
}
output "module" {
  value = module.m.all
}
