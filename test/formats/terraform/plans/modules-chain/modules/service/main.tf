variable "name" {}
variable "subnets" { type = map(string) }
variable "tags" { type = map(string) }

module "naming" {
  source = "../naming"
  parts  = concat([upper(var.name)], keys(var.subnets))
}

resource "terraform_data" "service" {
  input = {
    name    = var.name
    subnets = values(var.subnets)
    tags    = var.tags
    nested  = module.naming
  }
}
output "name" {
  value = "svc:${var.name}"
}
output "id" {
  value = terraform_data.service.id
}
