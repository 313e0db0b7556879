resource "aws_sqs_queue" "orders" {
  name = "orders"
}
check "topic" {
  data "aws_sns_topic" "events" {
    name = "events"
  }
  assert {
    condition     = endswith(data.aws_sns_topic.events.arn, ":events")
    error_message = "there is no topic"
  }
}
check "parameter" {
  data "aws_ssm_parameter" "limit" {
    name = "/orders/limit"
  }
  assert {
    condition     = aws_sqs_queue.orders.name == "bills"
    error_message = "a warning, whatever it says"
  }
}
