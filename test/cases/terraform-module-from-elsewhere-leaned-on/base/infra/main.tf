module "queue" {
  source  = "terraform-aws-modules/sqs/aws"
  version = "4.0.0"
  name    = "orders"
}

resource "aws_cloudwatch_metric_alarm" "backlog" {
  alarm_name          = "backlog"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  threshold           = 1
  dimensions = {
    QueueName = module.queue.queue_name
  }
}
