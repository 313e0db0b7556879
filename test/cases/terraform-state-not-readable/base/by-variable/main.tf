terraform {
  backend "s3" {
    bucket = "tf-state"
    key    = "${var.key}"
    region = "eu-west-1"
  }
}

variable "key" {}

resource "aws_sqs_queue" "orders" {
  visibility_timeout_seconds = 30
}
