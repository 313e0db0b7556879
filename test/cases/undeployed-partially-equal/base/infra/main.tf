resource "aws_sqs_queue" "invoices" {
  name = "invoices"
  visibility_timeout_seconds = 60
  delay_seconds = 5
}
