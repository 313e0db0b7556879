variable "name" {}
variable "value" { type = map(number) }
module "leaf" {
  source = "../../../shared/leaf"
  count  = var.value.depth + 1
  name   = "${var.name}.${count.index}"
  value  = var.value
}
output "value" { value = module.leaf[*].value }
output "path" { value = "${path.module}|${path.root}" }
