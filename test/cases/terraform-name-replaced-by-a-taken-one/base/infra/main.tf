resource "aws_sqs_queue" "q" {
  name                       = "old"
  visibility_timeout_seconds = 30
}
