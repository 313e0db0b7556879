variable "name" {
  validation {
    condition     = startswith(var.name, "orders-") && var.size > 3
    error_message = "bad name"
  }
}
variable "size" {}
resource "terraform_data" "b" {
  input = "${var.name}:${var.size}"
}
