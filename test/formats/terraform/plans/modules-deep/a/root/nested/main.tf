variable "levels" { type = list(string) }
variable "value" {}
module "level" {
  source   = "./deeper"
  for_each = { for i, level in var.levels : level => i }
  name     = each.key
  value    = merge(var.value, { depth = each.value })
}
output "value" { value = { for k, level in module.level : k => level.value } }
output "path" { value = path.module }
output "first" { value = values(module.level)[0].path }
