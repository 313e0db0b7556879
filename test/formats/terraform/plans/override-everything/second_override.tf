variable "env" {
  default = "second"
}
module "m" {
  count = 2
  name  = "second ${count.index}"
}
output "module" {
  value = module.m[*].all
}
