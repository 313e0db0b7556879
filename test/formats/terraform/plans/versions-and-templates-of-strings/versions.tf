terraform {
  required_version = ">= 1.9.0, < 2.0.0"
  required_providers {
    terraform = {
      source = "terraform.io/builtin/terraform"
    }
  }
}
