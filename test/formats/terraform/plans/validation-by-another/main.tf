variable "a" {
  default = "abc-123"
  validation {
    condition = can(regex("^[a-z]+-[0-9]+$", var.a)) && length(var.a) < 10
    error_message = "bad ${var.a}"
  }
  validation {
    condition = !contains([var.a], var.b)
    error_message = "b"
  }
}
variable "b" { default = "y" }
variable "n" {
  type = number
  default = 5
  validation {
    condition = var.n >= 1 && var.n <= 10 && floor(var.n) == var.n
    error_message = "n"
  }
}
output "o" {
  value = var.a
  precondition {
    condition = var.n == 5
    error_message = "never"
  }
}
