locals {
  a = 1
}

resource "terraform_data" "a" {
  input = local.a
}
