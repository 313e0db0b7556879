locals {
  z = "${local.y}z"
  a = local.b.c[local.index]
  b = { c = [for i in range(3) : "${local.prefix}${i}"] }
}
output "a" { value = local.a }
output "z" { value = local.z }
output "total" { value = local.total }
