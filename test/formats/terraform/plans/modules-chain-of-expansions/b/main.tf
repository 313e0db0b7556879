variable "name" { type = string }
module "c" {
 count = length(var.name) - 4
 source = "./c"
 n = "${var.name}-${count.index}"
}
output "names" { value = module.c[*].n }
