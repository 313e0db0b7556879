resource "aws_sqs_queue" "invoices" {
  name = "invoices"
}
