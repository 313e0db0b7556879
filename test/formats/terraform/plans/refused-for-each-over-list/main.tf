variable "names" {
  type    = list(string)
  default = ["a", "b"]
}
resource "terraform_data" "fine" {
  for_each = toset(var.names)
  input    = each.key
}
resource "terraform_data" "list" {
  for_each = var.names
  input    = each.key
}
