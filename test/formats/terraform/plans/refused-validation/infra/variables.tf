variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "env must be dev or prod."
  }
}

variable "other" {
  default = 3
  validation {
    condition     = var.other == 3
    error_message = "never seen"
  }
}
