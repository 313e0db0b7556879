variable "twice" {}
resource "terraform_data" "a" {
  input = 1
}
output "o" { value = 1 }
locals {
  l = 1
}
module "m" {
  source = "./m"
}
