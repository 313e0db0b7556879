resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = 30
}
resource "aws_sqs_queue" "single" {
  name = "single"
}
