locals {
  sizes   = { default = 1, staging = 2, prod = 5 }
  names   = { prod = "orders" }
  is_prod = terraform.workspace == "prod"
  suffix  = terraform.workspace == "default" ? "" : "-${terraform.workspace}"
}
resource "terraform_data" "node" {
  count = lookup(local.sizes, terraform.workspace, 1)
  input = "node${local.suffix}-${count.index}"
}
resource "terraform_data" "only_prod" {
  count = local.is_prod ? 1 : 0
  input = local.names[terraform.workspace]
}
resource "terraform_data" "never_prod" {
  count = local.is_prod ? 0 : 1
  input = try(local.names["dev"], "dev")
}
module "m" {
  source   = "./m"
  for_each = toset([terraform.workspace, "shared"])
  name     = each.key
}
output "workspace" { value = terraform.workspace }
output "inner" { value = [for m in module.m : m.name] }
