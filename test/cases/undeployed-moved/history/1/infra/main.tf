resource "aws_sqs_queue" "old" {
  name = "invoices"
  visibility_timeout_seconds = 30
}
