variable "name" {}
resource "aws_sqs_queue" "this" {
  name                       = "pair-${var.name}"
  visibility_timeout_seconds = 30
}
