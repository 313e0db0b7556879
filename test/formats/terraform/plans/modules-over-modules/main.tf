module "a" {
  source = "./a"
  for_each = { x = 1, y = 2 }
  n = each.value
}
module "b" {
  source = "./b"
  for_each = module.a
  v = each.value.out
  k = each.key
}
resource "terraform_data" "r" {
  for_each = module.b
  input = each.value.out
}
