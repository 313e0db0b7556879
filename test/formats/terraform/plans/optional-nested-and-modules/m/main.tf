variable "spec" {
  type = object({
    size = number
    tags = map(string)
    net = object({ cidr = string, subnets = list(object({ name = string, public = bool })) })
    extra = optional(set(string), ["z", "a"])
  })
}
variable "name" {}
resource "terraform_data" "sub" {
  for_each = { for i, s in var.spec.net.subnets : s.name => merge(s, { index = i }) }
  input = merge(each.value, { cidr = cidrsubnet(var.spec.net.cidr, 8, each.value.index), owner = var.name })
}
output "out" { value = { n = var.name, spec = var.spec, ids = keys(terraform_data.sub) } }
