resource "aws_cloudwatch_log_group" "app" {
  name              = "/app"
  retention_in_days = 129
}

resource "aws_kms_alias" "key" {
  name          = "alias/orders"
  target_key_id = "1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_ssm_parameter" "url" {
  name        = "/orders/url"
  type        = "SecureString"
  value       = "never-shown-129"
  description = "v129"
}

resource "aws_secretsmanager_secret" "db" {
  name        = "orders/db"
  description = "v129"
}

resource "aws_iam_role" "app" {
  name                 = "app"
  assume_role_policy   = "{}"
  max_session_duration = 7200
}

resource "aws_cloudwatch_metric_alarm" "late" {
  alarm_name          = "late"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 129
  metric_name         = "Age"
  namespace           = "AWS/SQS"
  period              = 60
  statistic           = "Maximum"
  threshold           = 300
  dimensions = {
    QueueName = "orders"
  }
}

resource "aws_lambda_function" "app" {
  function_name = "app"
  role          = aws_iam_role.app.arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  memory_size   = 129
  filename      = "app.zip"
}

resource "aws_sns_topic" "news" {
  name         = "news"
  display_name = "v129"
}

output "alias" {
  value = "${aws_kms_alias.key.arn}-129"
}
