resource "aws_sqs_queue" "invoices" {
  name                       = "invoices"
  visibility_timeout_seconds = 30
}
resource "aws_sns_topic" "kept" {
  name = "kept"
}
