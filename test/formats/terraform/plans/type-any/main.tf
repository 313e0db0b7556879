variable "any_list" {
  type    = list(any)
  default = ["a", 1, true]
}
variable "any_map" {
  type    = map(any)
  default = { a = 1, b = "x" }
}
variable "any_numbers" {
  type    = set(any)
  default = [2, 1, 2]
}
variable "any" {
  type    = any
  default = { list = [1, "a"], map = { k = [true] } }
}
variable "any_objects" {
  type    = list(any)
  default = [{ a = 1, b = "x" }, { a = "y", b = 2 }]
}
variable "any_map_of_objects" {
  type    = map(any)
  default = { p = { port = 80 }, q = { port = "443" } }
}
variable "object_any" {
  type    = object({ x = any, y = optional(any) })
  default = { x = [1, "2"] }
}
variable "map_of_any_lists" {
  type    = map(list(any))
  default = { a = [1, 2], b = ["3"] }
}
resource "terraform_data" "any" {
  for_each = var.any_map_of_objects
  input    = each.value.port
}
output "any_list" { value = var.any_list }
output "any_map" { value = var.any_map }
output "any_numbers" { value = var.any_numbers }
output "any" { value = var.any }
output "any_objects" { value = var.any_objects }
output "object_any" { value = var.object_any }
output "map_of_any_lists" { value = var.map_of_any_lists }
output "unified" { value = [var.any_list == tolist(["a", "1", "true"]), var.any == { list = [1, "a"], map = { k = [true] } }] }
output "conditional" { value = length(var.any_map) > 1 ? var.any_map : {} }
