variable "name" { type = string }
variable "value" {
  default = "unset"
}
resource "terraform_data" "leaf" {
  for_each = toset([var.name])
  input    = { name = each.key, value = var.value }
}
output "name" { value = "leaf:${var.name}" }
output "value" { value = terraform_data.leaf[var.name].input.value }
output "path" { value = path.module }
