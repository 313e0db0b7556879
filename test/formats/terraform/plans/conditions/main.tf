variable "size" { default = 4 }
locals {
  limit = 10
}
resource "terraform_data" "a" {
  for_each = toset(["x", "y"])
  input    = { name = each.key, size = var.size }
  lifecycle {
    precondition {
      condition     = var.size < local.limit && each.key != "z"
      error_message = "too big: ${var.size}"
    }
    postcondition {
      condition     = self.input.size == 4 && self.id != ""
      error_message = "bad ${self.input.name}"
    }
  }
}
resource "terraform_data" "b" {
  count = 2
  input = terraform_data.a["x"].input.size + count.index
  lifecycle {
    postcondition {
      condition     = self.output == self.input
      error_message = "known only after apply"
    }
  }
}
output "sized" {
  value = terraform_data.b[*].input
  precondition {
    condition     = length(terraform_data.b) == 2
    error_message = "two"
  }
}
