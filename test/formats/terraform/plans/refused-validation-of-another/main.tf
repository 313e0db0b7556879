variable "a" { default = 5 }
variable "b" {
  default = 3
  validation {
    condition = var.a == 5
    error_message = "x"
  }
}
