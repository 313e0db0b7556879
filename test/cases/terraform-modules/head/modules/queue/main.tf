variable "name" {}
variable "timeout" {
  default = 30
}
resource "aws_sqs_queue" "this" {
  name                       = "${var.name}-queue"
  visibility_timeout_seconds = var.timeout
}
output "url" {
  value = aws_sqs_queue.this.url
}
