locals {
  list = ["b", "a", "b"]
  objs = [{ k = "x", v = 1 }, { k = "y", v = 2 }, { k = "x", v = 3 }]
}
output "group" { value = { for o in local.objs : o.k => o.v... } }
output "idx" { value = { for i, v in local.list : v => i... } }
output "nested" { value = flatten([for o in local.objs : [for i in range(o.v) : "${o.k}${i}"]]) }
output "filter" { value = [for i, v in local.list : v if i % 2 == 0] }
output "set" { value = [for v in toset(local.list) : upper(v)] }
output "obj" { value = { for k, v in { z = 1, a = 2 } : upper(k) => v * 2 if v > 1 } }
output "empty" { value = { for x in [] : x => x } }
output "mixed" { value = [for x in [1, "a", true, null] : x] }
output "nullkey" { value = [for k, v in { a = null } : v == null] }
output "shadow" { value = [for local in [1,2] : local] }
output "inner" { value = [for a in [[1,2],[3]] : [for b in a : a[0] * b]] }
