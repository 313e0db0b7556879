resource "aws_sqs_queue" "bills" {
  name                       = "invoices"
  visibility_timeout_seconds = 30
}
