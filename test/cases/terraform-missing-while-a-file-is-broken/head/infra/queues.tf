resource "aws_sqs_queue" "refunds" {
  name = "refunds"
  delay_seconds =
