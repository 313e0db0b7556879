variable "timeout" {
  type = number
}

resource "aws_sqs_queue" "invoices" {
  name = "invoices"
  visibility_timeout_seconds = var.timeout
}
