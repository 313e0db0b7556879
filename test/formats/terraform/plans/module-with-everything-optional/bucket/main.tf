variable "name" {
  type = string
  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket's name has lower case letters, digits, dots and hyphens: ${var.name}."
  }
}
variable "size" {
  type     = number
  default  = 2
  nullable = false
}
variable "tags" {
  type    = map(string)
  default = {}
}
variable "rules" {
  type = list(object({
    days  = number
    class = optional(string, "STANDARD_IA")
    on    = optional(bool, true)
  }))
  default  = [{ days = 365 }]
  nullable = false
}
variable "logging" {
  type    = object({ bucket = string, prefix = optional(string, "logs/") })
  default = null
}
locals {
  rules = { for rule in var.rules : "${lower(rule.class)}-${rule.days}" => rule if rule.on }
}
resource "terraform_data" "bucket" {
  input = { name = var.name, size = var.size, tags = var.tags }
}
resource "terraform_data" "rule" {
  for_each = local.rules
  input    = each.value
}
resource "terraform_data" "logging" {
  count = var.logging != null ? 1 : 0
  input = "${var.logging.bucket}/${var.logging.prefix}${var.name}/"
}
output "summary" {
  value = { name = terraform_data.bucket.input.name, rules = keys(terraform_data.rule), size = var.size }
}
output "logs_to" {
  value = one(terraform_data.logging[*].input)
}
