variable "env" {
  type = string
  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "env is dev or prod."
  }
}
variable "password" {
  type      = string
  default   = "hunter2-secret"
  sensitive = true
  validation {
    condition     = length(var.password) > 20
    error_message = "${var.password} is too short"
  }
}
locals {
  zones = ["a", "b"]
  third = local.zones[2]
}
resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = 60
}
resource "aws_sqs_queue" "zone" {
  name = "zone-${local.third}"
}
