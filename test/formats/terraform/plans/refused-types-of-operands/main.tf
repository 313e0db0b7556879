variable "list" {
  type    = list(string)
  default = ["a"]
}
output "null_in_text" {
  value = "x${null}"
}
output "list_in_text" {
  value = "x${var.list}"
}
output "condition" {
  value = "yes" ? 1 : 2
}
output "for_over_text" {
  value = [for c in "text" : c]
}
output "not_text" {
  value = !"x"
}
output "less" {
  value = 1 < "b"
}
output "key" {
  value = { (null) = 1 }
}
output "map_key" {
  value = { (var.list) = 1 }
}
output "negative" {
  value = -"a"
}
output "index" {
  value = var.list["x"]
}
output "logic" {
  value = true && "maybe"
}
output "fine" {
  value = [true && "true", "1" + 1, !"false", 1 < "2"]
}
