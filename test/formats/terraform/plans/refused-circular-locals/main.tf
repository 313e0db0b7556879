locals {
  fine = 1
  a    = local.b
  b    = "x${local.c}"
  c    = [local.a]
}
output "fine" { value = local.fine }
