resource "aws_sqs_queue" "invoices" {
  name                       = "invoices"
  visibility_timeout_seconds = 30
  receive_wait_time_seconds = 20
}
