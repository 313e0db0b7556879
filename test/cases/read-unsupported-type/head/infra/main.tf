resource "aws_sqs_queue" "invoices" {
  name                       = "invoices"
  visibility_timeout_seconds = 60
}
resource "aws_sns_topic" "fine" {
  name         = "fine"
  display_name = ""
}
