variable "env" {
  type = string
}

variable "name" {
  type = string
}

variable "timeout" {
  type = number
}

variable "retention" {
  type = number
}

variable "dead_letters" {
  type    = string
  default = null
}

resource "aws_sqs_queue" "this" {
  name                       = "${var.env}-${var.name}"
  visibility_timeout_seconds = var.timeout
  message_retention_seconds  = var.retention
}
