variable "min" { default = 5 }
variable "max" {
  default = 3
  validation {
    condition = var.max >= var.min
    error_message = "max ${var.max} is below ${var.min}"
  }
}
