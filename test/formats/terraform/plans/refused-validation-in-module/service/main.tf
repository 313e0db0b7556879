variable "min" {
  type = number
}
variable "max" {
  type = number
  validation {
    condition     = var.max >= var.min
    error_message = "max (${var.max}) must be at least min (${var.min})."
  }
}
resource "terraform_data" "service" {
  input = [var.min, var.max]
}
