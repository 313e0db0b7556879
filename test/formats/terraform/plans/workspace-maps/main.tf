locals {
  sizes = { default = 1, prod = 5, stage = 2 }
  size = lookup(local.sizes, terraform.workspace, local.sizes["default"])
  is_prod = terraform.workspace == "prod"
}
resource "terraform_data" "n" {
  count = local.is_prod ? local.size : 1
  input = format("%s-%02d-%s", terraform.workspace, count.index + 1, path.module)
}
module "m" {
  source = "./sub/m"
  count = local.is_prod ? 2 : 0
}
output "p" { value = [path.root, module.m[*].p] }
