resource "terraform_data" "a" {
  count = 3
  input = { n = count.index, l = [count.index, "z"] }
}
resource "terraform_data" "one" {
  input = { n = 9 }
}
locals {
  nul    = null
  single = { a = 1 }
  lst    = [{ a = { b = 1 } }, { a = { b = 2 } }]
}
output "s1" { value = terraform_data.a[*].input.n }
output "s2" { value = terraform_data.one[*].input.n }
output "s3" { value = local.nul[*] }
output "s4" { value = local.single[*].a }
output "s5" { value = local.lst[*].a.b }
output "s6" { value = local.lst.*.a.b }
output "s7" { value = terraform_data.a[*].input.l[1] }
output "s9" { value = [for x in terraform_data.a[*].input : x.n][1] }
output "s10" { value = length(terraform_data.a[*].id) }
output "s11" { value = one(local.nul[*]) == null }
output "s12" { value = one(terraform_data.one[*].input.n) }
