locals {
  m = { "a.b" = 1, c = { "d e" = [10, 20] } }
  l = [["x"], { k = "v" }]
}
output "a" { value = local.m["a.b"] }
output "b" { value = local.m.c["d e"][1] }
output "c" { value = local.l[1].k }
output "d" { value = local.l.0[0] }
output "e" { value = local.m["c"]["d e"]["0"] }
output "f" { value = try(local.m.zzz, local.l[5], "deflt") }
output "g" { value = lookup(local.m, "zz", "d") }
output "h" { value = lookup({ a = 1 }, "a", 2) }
output "i" { value = { (local.l[0][0]) = 1, "${"k"}2" = 2, k3 : 3 } }
output "j" { value = [1, 2, 3,][1] }
output "k" { value = "x"[*] }
output "l" { value = {a = 1
 b = 2, }["b"] }
