data "aws_sqs_queue" "ledger" {
  name = "ledger-events"
}

resource "aws_cloudwatch_metric_alarm" "ledger_backlog" {
  alarm_name          = "ledger-backlog"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "ApproximateNumberOfMessagesVisible"
  namespace           = "AWS/SQS"
  period              = 60
  statistic           = "Maximum"
  threshold           = 100
  dimensions = {
    QueueName = data.aws_sqs_queue.ledger.name
  }
}
