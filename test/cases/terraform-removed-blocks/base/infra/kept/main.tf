resource "aws_sqs_queue" "inner" {
  name                       = "inner"
  visibility_timeout_seconds = 30
}
