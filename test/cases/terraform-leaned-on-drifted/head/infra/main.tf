resource "aws_sqs_queue" "invoices" {
  name                       = "invoices"
  visibility_timeout_seconds = 30
}

output "queue" {
  value       = aws_sqs_queue.invoices.arn
  description = "invoices"
}
