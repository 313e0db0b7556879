variable "env" {
  type = string
}

variable "timeout" {
  type    = number
  default = 30
}

resource "aws_sqs_queue" "named" {
  name = "${var.env}-orders"
  visibility_timeout_seconds = var.timeout
}

resource "aws_sqs_queue" "partly" {
  name                       = "partly"
  visibility_timeout_seconds = var.timeout
  delay_seconds              = length(var.env)
  tags = {
    env  = var.env
    team = "orders"
  }
}

data "aws_ssm_parameter" "image" {
  name = "/images/${var.env}"
}

output "image" {
  value = "${data.aws_ssm_parameter.image.name}-30"
}
