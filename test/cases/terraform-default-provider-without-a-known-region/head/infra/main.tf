provider "aws" {
  region = var.region
}
variable "region" {}

resource "aws_sqs_queue" "invoices" {
  name                       = "invoices"
  visibility_timeout_seconds = 60
}
