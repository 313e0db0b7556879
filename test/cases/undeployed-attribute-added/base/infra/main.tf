resource "aws_sqs_queue" "invoices" {
  name = "invoices"
  visibility_timeout_seconds = 60
}
