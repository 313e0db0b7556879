module "orders" {
  source = "./queue"
  name   = "orders"
}
moved {
  from = aws_sqs_queue.orders
  to   = module.orders.aws_sqs_queue.this
}
resource "aws_sqs_queue" "single" {
  count = 1
  name  = "single"
}
