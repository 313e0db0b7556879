variable "env" {
  type = string
  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "env must be dev or prod, not ${var.env}."
  }
  validation {
    condition     = length(var.env) > 2 && can(regex("^[a-z]+$", var.env))
    error_message = "env must be lower case."
  }
}
variable "cidr" {
  type = string
  validation {
    condition     = can(cidrhost(var.cidr, 0)) && tonumber(split("/", var.cidr)[1]) <= local.longest
    error_message = "not a network, or too small."
  }
}
variable "min" {
  type    = number
  default = 2
  validation {
    condition     = var.min <= var.max
    error_message = "min must be at most max."
  }
}
variable "max" {
  type = number
  validation {
    condition     = var.env != "prod" || var.max >= 5
    error_message = "prod needs 5."
  }
}
variable "rules" {
  type    = list(object({ port = number, cidrs = list(string) }))
  default = [{ port = 443, cidrs = ["0.0.0.0/0"] }]
  validation {
    condition     = alltrue([for rule in var.rules : rule.port > 0 && rule.port < 65536])
    error_message = "bad port"
  }
  validation {
    condition     = alltrue(flatten([for rule in var.rules : [for c in rule.cidrs : can(cidrnetmask(c))]]))
    error_message = "bad cidr"
  }
}
locals {
  longest = 24
}
module "m" {
  source = "./m"
  name   = "orders-${var.env}"
  size   = var.max
}
resource "terraform_data" "a" {
  input = [var.env, var.cidr, var.min, var.max, var.rules[0].port]
}
