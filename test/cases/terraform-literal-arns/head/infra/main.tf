variable "x" {}
locals {
  other_account = "arn:aws:sqs:eu-west-1:444455556666:orders"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  period              = 60
  statistic           = "Sum"
  threshold           = 1
  alarm_actions = [
    "arn:aws:sns:eu-west-1:111122223333:pager",
    "arn:aws:sns:eu-west-1:111122223333:nobody",
    "arn:aws:sns:us-west-2:111122223333:elsewhere",
  ]
  ok_actions                = [local.other_account]
  insufficient_data_actions = ["arn:aws:firehose:eu-west-1:111122223333:deliverystream/clicks"]
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = <<-POLICY
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":["arn:aws:iam::111122223333:role/deployer","arn:aws:iam::111122223333:root","*"]}}]}
  POLICY
  managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
}
