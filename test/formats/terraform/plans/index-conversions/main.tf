variable "map" {
  type    = map(string)
  default = { "1" = "one", true = "yes", "1.5" = "half" }
}
variable "list" { default = ["a", "b", "c"] }
locals {
  key = "1"
}
output "all" {
  value = {
    list_string = var.list["1"]
    list_local  = var.list[local.key]
    list_sum    = var.list[0.5 + 0.5]
    map_number  = var.map[1]
    map_float   = var.map[1.50]
    map_bool    = var.map[true]
    dynamic     = [for i in range(2) : var.map[i + 1] if i == 0]
    legacy      = var.list.2
    nested      = { a = [{ "b.c" = 1 }] }.a[0]["b.c"]
    call        = split("-", "x-y")[1]
    object_attr = { for k, v in { a = { n = 1 } } : k => v.n }["a"]
    parens      = (["p", "q"])[1]
    string_key  = { a = 1 }["${"a"}"]
    lookup_num  = lookup({ "1" = "x" }, 1, "d")
    element     = element(var.list, "4")
    tuple       = [1, "x", [2]][2][0]
    each_index  = { for i, v in var.list : "${i}" => v }["2"]
  }
}
