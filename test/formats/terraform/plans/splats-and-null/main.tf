variable "maybe" {
  type    = object({ name = string, ports = list(number) })
  default = null
}
variable "there" {
  type    = object({ name = string, ports = list(number) })
  default = { name = "n", ports = [1, 2] }
}
locals {
  list = [{ a = { b = 1 }, c = [{ d = 1 }, { d = 2 }] }, { a = { b = 2 }, c = [] }]
  map  = { x = { a = 1 }, y = { a = 2 } }
}
resource "terraform_data" "for_maybe" {
  for_each = { for v in var.maybe[*] : v.name => v }
  input    = each.value
}
resource "terraform_data" "for_there" {
  for_each = { for v in var.there[*] : v.name => v }
  input    = each.value
}
resource "terraform_data" "count_maybe" {
  count = length(var.maybe[*])
  input = "no"
}
output "all" {
  value = {
    null_splat  = var.maybe[*]
    null_attr   = var.maybe[*].name
    there       = var.there[*].name
    there_ports = var.there[*].ports[0]
    deep        = local.list[*].a.b
    index       = local.list[*].c[*].d
    legacy      = local.list.*.a.b
    flat        = flatten(local.list[*].c[*].d)
    map_values  = values(local.map)[*].a
    map_splat   = local.map[*].x.a
    scalar      = "x"[*]
    set         = toset(["b", "a"])[*]
    empty       = [][*].anything
    one_null    = one(var.maybe[*].name)
    one_there   = one(var.there[*].name)
    try_null    = try(var.maybe.name, "none")
    can_null    = can(var.maybe.name)
    coalesce    = coalesce(one(var.maybe[*].name), "fallback")
    conditional = var.maybe == null ? "null" : var.maybe.name
    first       = local.list.0.a.b
    bracket     = local.map["x"]["a"]
    tuple_key   = local.list[1 - 1].c[length(local.list[0].c) - 1].d
  }
}
