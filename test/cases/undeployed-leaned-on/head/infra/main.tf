resource "aws_sqs_queue" "invoices" {
  name = "invoices"
  visibility_timeout_seconds = 60
}

resource "aws_sns_topic" "invoices" {
  name         = "invoices"
  display_name = aws_sqs_queue.invoices.name
}
