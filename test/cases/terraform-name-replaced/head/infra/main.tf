resource "aws_sqs_queue" "q" {
  name                       = "new"
  visibility_timeout_seconds = 30
}
