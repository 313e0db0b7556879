resource "aws_sqs_queue" "invoices" {
  name                       = "invoices"
  visibility_timeout_seconds = 60
}
resource "aws_sns_topic" "t" {
  name         = "t"
  display_name = "T"
}
data "aws_sqs_queue" "gone" {
  name = "gone" # still
}
