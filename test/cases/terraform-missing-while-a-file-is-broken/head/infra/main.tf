resource "aws_sns_topic" "t" {
  name = "t"
}

data "aws_sqs_queue" "made_in_the_broken_file" {
  name = "refunds"
}

data "aws_sqs_queue" "live" {
  name = "invoices"
}
