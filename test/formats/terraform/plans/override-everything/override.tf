variable "env" {
  default = "overridden"
}
variable "sizes" {
  type = set(string)
}
variable "secret" {
  sensitive = true
}
locals {
  a = "overridden a"
}
locals {
  c = "overridden ${local.a}"
}
module "m" {
  source = "./other"
  name   = "overridden"
}
output "env" {
  value = "overridden ${var.env}"
}
output "secret" {
  sensitive = true
}
