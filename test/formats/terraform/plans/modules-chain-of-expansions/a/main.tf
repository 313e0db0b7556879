variable "names" { type = list(string) }
variable "cfg" { type = any }
module "b" {
 for_each = toset(var.names)
 source = "../b"
 name = "${each.value}-${var.cfg.env}"
}
output "all" { value = flatten([for k in sort(keys(module.b)) : module.b[k].names]) }
