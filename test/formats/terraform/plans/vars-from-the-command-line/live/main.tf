variable "zones" { type = list(string) }
variable "sizes" { type = map(number) }
variable "name" { type = string }
variable "count_" { type = number }
variable "flag" { type = bool }
variable "typed_any" { type = any }
variable "untyped" {}
variable "number" { type = string }
variable "bool" { type = string }
variable "object" {
  type = object({ name = string, ports = set(number), note = optional(string, "none") })
}
variable "repeated" {}
variable "only_first" {}
resource "terraform_data" "zone" {
  for_each = toset(var.zones)
  input    = each.key
}
output "all" {
  value = {
    sizes    = var.sizes
    name     = var.name
    count    = var.count_ + 1
    flag     = var.flag ? "yes" : "no"
    any      = var.typed_any
    untyped  = var.untyped
    number   = var.number
    bool     = var.bool
    object   = var.object
    repeated = var.repeated
    first    = var.only_first
  }
}
