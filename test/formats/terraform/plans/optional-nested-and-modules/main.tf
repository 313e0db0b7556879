variable "s" {
  type = map(object({
    size = optional(number, 3)
    tags = optional(map(string), { env = "dev" })
    net = optional(object({
      cidr = optional(string, "10.0.0.0/16")
      subnets = optional(list(object({ name = string, public = optional(bool, false) })), [])
    }), {})
  }))
}
module "m" {
  for_each = var.s
  source = "./m"
  spec = each.value
  name = each.key
}
output "all" { value = { for k, v in module.m : k => v.out } }
