variable "twice" {}
resource "terraform_data" "a" {
  input = 2
}
output "o" { value = 2 }
locals {
  l = 2
}
module "m" {
  source = "./m"
}
