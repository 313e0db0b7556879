variable "size" { default = 40 }
resource "terraform_data" "a" {
  input = var.size
  lifecycle {
    precondition {
      condition     = var.size > 1
      error_message = "fine"
    }
    precondition {
      condition     = var.size < 10
      error_message = "too big: ${var.size}"
    }
  }
}
