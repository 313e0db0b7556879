variable "subnets" {
  type    = set(string)
  default = ["b", "a", "b", "c"]
}
variable "sizes" {
  type    = map(number)
  default = { small = "1", large = 4.5 }
}
variable "people" {
  type = list(object({ name = string, admin = optional(bool, false) }))
  default = [
    { name = "ada", admin = true },
    { name = "grace" },
  ]
}
resource "terraform_data" "set" {
  for_each = var.subnets
  input    = "${each.key}=${each.value}"
}
resource "terraform_data" "map" {
  for_each = var.sizes
  input    = each.value
}
resource "terraform_data" "object" {
  for_each = { one = 1, two = "2", three = [3] }
  input    = each.value
}
resource "terraform_data" "tuple" {
  for_each = toset(["x", "y", "x"])
  input    = each.key
}
resource "terraform_data" "numbers" {
  for_each = toset([for n in [3, 1, 2, 10] : tostring(n)])
  input    = tonumber(each.key)
}
resource "terraform_data" "mixed" {
  for_each = toset([1, "two", true])
  input    = each.value
}
resource "terraform_data" "people" {
  for_each = { for p in var.people : p.name => p }
  input    = each.value
}
resource "terraform_data" "indexed" {
  for_each = { for i, p in var.people : i => p.name }
  input    = each.key
}
resource "terraform_data" "pairs" {
  for_each = { for pair in setproduct(["eu", "us"], ["dev", "prod"]) : "${pair[0]}-${pair[1]}" => pair }
  input    = each.value
}
resource "terraform_data" "filtered" {
  for_each = { for k, v in var.sizes : k => v if v > 2 }
  input    = { (each.key) = each.value }
}
resource "terraform_data" "empty_map" {
  for_each = {}
  input    = each.key
}
resource "terraform_data" "empty_set" {
  for_each = toset([])
  input    = each.key
}
resource "terraform_data" "conditional" {
  for_each = length(var.people) > 1 ? toset(["on"]) : toset([])
  input    = each.key
}
resource "terraform_data" "conditional_map" {
  for_each = length(var.people) > 5 ? { on = 1 } : {}
  input    = each.key
}
resource "terraform_data" "chained" {
  for_each = terraform_data.people
  input    = each.value.input.name
}
resource "terraform_data" "of_keys" {
  for_each = toset(keys(terraform_data.object))
  input    = terraform_data.object[each.key].input
}
output "values" { value = values(terraform_data.people)[*].input.admin }
output "map_of" { value = { for k, v in terraform_data.tuple : k => v.input } }
