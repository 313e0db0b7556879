variable "env" {
  type    = string
  default = "prod"
}

module "network" {
  source = "../../modules/network"
  cidr   = "10.20.0.0/16"
  zones  = ["a", "b", "c"]
  env    = var.env
}

module "naming" {
  source = "../../modules/naming"
  parts  = [var.env, module.network.label, "orders"]
}

module "service" {
  source  = "../../modules/service"
  name    = module.naming.full
  subnets = module.network.private
  tags    = merge({ Env = var.env }, module.naming.tags)
}

output "service" {
  value = module.service
}

output "private" {
  value = module.network.private
}
