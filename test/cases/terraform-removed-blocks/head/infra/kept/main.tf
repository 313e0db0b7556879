removed {
  from = aws_sqs_queue.inner
  lifecycle {
    destroy = false
  }
}
