variable "sizes" { type = map(number) }
variable "names" { type = list(string) }
resource "terraform_data" "keys_known" {
  for_each = var.sizes
  input    = each.value
}
resource "terraform_data" "length_known" {
  count = length(var.names)
  input = var.names[count.index]
}
resource "terraform_data" "names_unknown" {
  for_each = toset(var.names)
  input    = each.key
}
