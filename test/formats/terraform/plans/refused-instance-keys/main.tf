resource "terraform_data" "each" {
  for_each = toset(["a", "b"])
  input    = each.key
}
resource "terraform_data" "counted" {
  count = 2
  input = count.index
}
module "m" {
  source   = "./m"
  for_each = { a = 1 }
}
output "wrong_key" {
  value = terraform_data.each["c"].input
}
output "wrong_index" {
  value = terraform_data.counted[2].input
}
output "wrong_module_key" {
  value = module.m["b"].m
}
output "tried" {
  value = try(terraform_data.each["c"].input, "fine")
}
