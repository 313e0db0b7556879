resource "aws_sqs_queue" "invoices" {
  name = "invoices"
  visibility_timeout_seconds = 60
}

moved {
  from = aws_sqs_queue.old
  to   = aws_sqs_queue.invoices
}
