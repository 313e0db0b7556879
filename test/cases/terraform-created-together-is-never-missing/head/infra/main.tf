variable "x" {}
resource "aws_sqs_queue" "orders" {
  name = "orders"
}

data "aws_sqs_queue" "orders" {
  name       = "orders"
  depends_on = [aws_sqs_queue.orders]
}

resource "aws_sns_topic" "copy" {
  name         = "copy"
  display_name = aws_sqs_queue.orders.name
  tags = {
    queue = "arn:aws:sqs:eu-west-1:111122223333:orders"
  }
}
