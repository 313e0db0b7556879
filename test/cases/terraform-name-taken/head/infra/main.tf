variable "x" {}
resource "aws_sns_topic" "alerts" {
  name = "alerts"
}

resource "aws_s3_bucket" "exports" {
  bucket = "exports"
}

resource "aws_s3_bucket" "here" {
  bucket = "here-already"
}

resource "aws_s3_bucket" "fresh" {
  bucket = "nobody-has-this"
}

resource "aws_sqs_queue" "generated" {
  name_prefix = "jobs-"
}
