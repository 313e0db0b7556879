variable "list" {
  type    = list(string)
  default = ["a"]
}
variable "map" {
  type    = map(string)
  default = { a = "1" }
}
output "all" {
  value = {
    objects    = [{ a = 1 } == { a = 1 }, { a = 1 } == { a = 1, b = 2 }, { a = { b = [1] } } == { a = { b = [1] } }]
    tuples     = [[1, 2] == [1, 2], [1, 2] == [2, 1], [] == []]
    list_tuple = [var.list == ["a"], tolist(["a"]) == var.list]
    map_object = [var.map == { a = "1" }, var.map == tomap({ a = 1 })]
    sets       = [toset(["a", "b"]) == toset(["b", "a"]), toset([1]) == toset(["1"])]
    types      = [1 == "1", true == "true", "a" == null, null == null, [] == {}]
    unify_num  = true ? 1 : "a"
    unify_bool = false ? "x" : true
    unify_list = true ? ["a"] : ["b", "c"]
    unify_list2 = false ? ["a"] : tolist(["b", "c"])
    unify_obj  = true ? { a = 1 } : { a = "x" }
    unify_map  = true ? { a = 1, b = "x" } : {}
    unify_map2 = true ? tomap({ a = 1 }) : {}
    unify_null = true ? null : { a = 1 }
    unify_null2 = false ? null : [1, "a"]
    nested     = [for n in [1, 2, 3] : n == 1 ? "one" : n == 2 ? "two" : "many"]
    empty      = length(var.list) > 0 ? var.list : []
    in_object  = { for k in ["a", "b"] : k => k == "a" ? { on = true } : { on = false } }
    logical    = [true && false || true, !true || true, true && !false]
  }
}
