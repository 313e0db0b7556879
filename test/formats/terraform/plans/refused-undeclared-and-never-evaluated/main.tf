locals {
  a = try(var.nope, 1)
  b = can(local.nope)
  c = true ? "x" : local.neither
}

module "m" {
  source = "./m"
  count  = 0
}

output "a" {
  value = [for x in [] : var.nor_this]
}
