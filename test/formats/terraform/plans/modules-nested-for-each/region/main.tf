variable "name" { type = string }
variable "apps" { type = map(number) }
variable "tier" {
  type     = string
  default  = "bronze"
  nullable = false
}

module "app" {
  source   = "./app"
  for_each = var.apps
  prefix   = "${var.name}/${each.key}"
  size     = each.value
}

resource "terraform_data" "region" {
  input = { name = var.name, tier = var.tier, apps = [for k, app in module.app : k] }
}
output "apps" {
  value = module.app
}
