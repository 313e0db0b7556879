terraform {
  backend "s3" {
    bucket = "tf-state"
    key    = "prod.tfstate"
    region = "us-east-1"
  }
}

variable "suffix" {}

resource "aws_sqs_queue" "plain" {
  name_prefix                = "orders-"
  visibility_timeout_seconds = 30
}

resource "aws_sqs_queue" "named" {
  name                       = "invoices-${var.suffix}"
  visibility_timeout_seconds = 30
}

resource "aws_sqs_queue" "counted" {
  count                      = 2
  visibility_timeout_seconds = 30
}

resource "aws_sqs_queue" "each" {
  for_each                   = toset(["a.b", "quo\"te"])
  visibility_timeout_seconds = 30
}

resource "aws_sqs_queue" "gone" {
  visibility_timeout_seconds = 30
}

resource "aws_sqs_queue" "never_deployed" {
  visibility_timeout_seconds = 30
}

resource "aws_sqs_queue" "only_deposed" {
  visibility_timeout_seconds = 30
}

resource "aws_sqs_queue" "replaced" {
  visibility_timeout_seconds = 30
}

resource "aws_sqs_queue" "old_name" {
  visibility_timeout_seconds = 30
}

resource "aws_sqs_queue" "of_another_account" {
  visibility_timeout_seconds = 30
}

resource "aws_sqs_queue" "uncertain" {
  for_each                   = var.suffix
  visibility_timeout_seconds = 30
}

resource "aws_cloudwatch_log_subscription_filter" "to_stream" {
  name            = "to-stream-${var.suffix}"
  log_group_name  = "orders"
  filter_pattern  = "ERROR"
  destination_arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/errors"
}

module "net" {
  source   = "./modules/net"
  for_each = toset(["blue"])
}
