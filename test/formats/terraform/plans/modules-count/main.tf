variable "create" {
  default = true
}
variable "replicas" {
  default = 3
}
module "none" {
  source = "./item"
  count  = 0
  name   = "none"
}
module "maybe" {
  source = "./item"
  count  = var.create ? 1 : 0
  name   = "maybe"
}
module "not" {
  source = "./item"
  count  = !var.create ? 1 : 0
  name   = "not"
}
module "many" {
  source = "./item"
  count  = var.replicas
  name   = "many-${count.index}"
}
resource "terraform_data" "none" {
  count = length(module.none)
  input = "never"
}
resource "terraform_data" "each_of_many" {
  count = length(module.many)
  input = module.many[count.index].name
}
output "maybe" { value = module.maybe[0].name }
output "maybe_one" { value = one(module.maybe[*].name) }
output "none_one" { value = one(module.none[*].name) }
output "not_try" { value = try(module.not[0].name, "fallback") }
output "names" { value = module.many[*].name }
output "last" { value = module.many[length(module.many) - 1].details.index }
output "legacy" { value = join(",", module.many.*.name) }
output "empty" { value = module.none[*].name }
output "conditional" { value = var.create ? module.maybe[0].name : "" }
output "coalesced" { value = coalesce(join("", module.not[*].name), join("", module.maybe[*].name)) }
