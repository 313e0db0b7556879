variable "list" {
  type    = list(string)
  default = ["a"]
}
locals {
  name = "n"
}
resource "terraform_data" "counted" {
  count = "2"
  input = count.index
}
resource "terraform_data" "rounded" {
  count = 4 / 2
  input = count.index * 1.5
}
output "all" {
  value = {
    last_wins   = { a = 1, a = 2 }
    computed    = { (local.name) = 1, "${local.name}2" = 2, local_name = 3 }
    numbers     = { 1 = "a", 1.5 = "b", (2) = "c" }
    unlike      = true ? "text" : 5
    unlike_bool = [false ? "text" : true, true ? 1 : "1"]
    tuple_list  = false ? [] : var.list
    objects     = true ? { a = 1 } : { a = 2, b = 3 }
    nested      = false ? { a = { x = 1 } } : { a = { x = "y" } }
    null_side   = [true ? null : "x", false ? null : 5]
    lazily      = true ? "fine" : try(tonumber("x"), "never")
    text_number = "5" * 2
    text_bool   = "true" && !"false"
    compare     = [5 == "5", "5" != 5, tostring(5) == "5", "a" == "b"]
    deep_equal  = { a = [1, { b = null }] } == { a = [1, { b = null }] }
    strings     = "a" == "a" && "A" != "a"
    member      = contains([1, "1"], "1")
    empty_map   = { for k, v in {} : k => v } == {}
    path        = { "a.b" = { "c d" = [1] } }["a.b"]["c d"][0]
  }
}
