locals {
  zones = ["a", "b"]
  sizes = { small = 1 }
}
resource "terraform_data" "fine" {
  input = local.zones[1]
}
resource "terraform_data" "index" {
  input = local.zones[2]
}
output "key" {
  value = local.sizes["large"]
}
