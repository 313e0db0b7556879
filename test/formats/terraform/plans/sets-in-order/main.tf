variable "objects" {
  type    = set(object({ name = string, n = number }))
  default = [{ name = "b", n = 1 }, { name = "a", n = 2 }, { name = "b", n = 1 }]
}
locals {
  tuples = setproduct(toset(["x", "y"]), toset(["q", "p"]))
}
output "by_name" { value = { for o in var.objects : o.name => o.n } }
output "size" { value = length(var.objects) }
output "numbers" { value = toset([10, 9, 1.5, -3, 100]) }
output "bools" { value = toset([true, false]) }
output "strings" { value = toset(["b", "B", "a", "_", "10", "9", ""]) }
output "mixed" { value = toset(["b", 1, true]) }
output "of_objects" { value = var.objects }
output "of_tuples" { value = local.tuples }
output "of_lists" { value = toset([["b"], ["a"], ["b"]]) }
output "unioned" { value = setunion(toset([3, 1]), toset([2])) }
output "listed" { value = tolist(var.objects)[0].n > 0 }
