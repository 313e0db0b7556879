resource "aws_sqs_queue" "orders" {
  depends_on = []
  name = "orders"
}

resource "aws_sqs_queue_policy" "orders" {
  depends_on = []
  queue_url = aws_sqs_queue.orders.id
  policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "sns.amazonaws.com" }, Action = "sqs:SendMessage", Resource = aws_sqs_queue.orders.arn }] })
}

resource "aws_sqs_queue_redrive_policy" "orders" {
  depends_on = []
  queue_url      = aws_sqs_queue.orders.url
  redrive_policy = jsonencode({ deadLetterTargetArn = "arn:aws:sqs:eu-west-1:111122223333:dead", maxReceiveCount = 4 })
}

resource "aws_sns_topic" "news" {
  depends_on = []
  name = "news"
}

resource "aws_sns_topic_policy" "news" {
  depends_on = []
  arn    = aws_sns_topic.news.arn
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "SNS:Publish", Resource = aws_sns_topic.news.arn }] })
}

resource "aws_cloudwatch_event_rule" "paid" {
  depends_on = []
  name          = "paid"
  event_pattern = jsonencode({ source = ["orders"] })
}

resource "aws_cloudwatch_event_target" "queue" {
  depends_on = []
  rule      = aws_cloudwatch_event_rule.paid.name
  target_id = "queue"
  arn       = aws_sqs_queue.orders.arn
}

resource "aws_cloudwatch_event_target" "gone" {
  depends_on = []
  rule      = aws_cloudwatch_event_rule.paid.name
  target_id = "gone"
  arn       = aws_sns_topic.news.arn
}

resource "aws_cloudwatch_event_target" "made_up" {
  depends_on = []
  rule = aws_cloudwatch_event_rule.paid.name
  arn  = aws_sns_topic.news.arn
}

resource "aws_lambda_permission" "events" {
  depends_on = []
  statement_id  = "events"
  action        = "lambda:InvokeFunction"
  function_name = "worker"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.paid.arn
}

resource "aws_lambda_permission" "gone" {
  depends_on = []
  statement_id  = "gone"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:111122223333:function:worker:live"
  principal     = "s3.amazonaws.com"
}

resource "aws_lambda_alias" "live" {
  depends_on = []
  name             = "live"
  function_name    = "worker"
  function_version = "8"
}

resource "aws_kms_key" "orders" {
  depends_on = []
  description         = "orders"
  enable_key_rotation = true
}

resource "aws_kms_key_policy" "named" {
  depends_on = []
  key_id = "1234abcd-12ab-34cd-56ef-1234567890ab"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "kms:*", Resource = "*" }] })
}

resource "aws_secretsmanager_secret" "db" {
  depends_on = []
  name = "orders/db"
}

resource "aws_secretsmanager_secret_version" "db" {
  depends_on = []
  secret_id     = aws_secretsmanager_secret.db.id
  secret_string = "never-shown"
}

resource "aws_secretsmanager_secret" "empty" {
  depends_on = []
  name = "orders/empty"
}

resource "aws_secretsmanager_secret_version" "empty" {
  depends_on = []
  secret_id     = aws_secretsmanager_secret.empty.id
  secret_string = "never-shown"
}

resource "aws_cloudwatch_log_resource_policy" "events" {
  depends_on = []
  policy_name     = "events"
  policy_document = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "logs:PutLogEvents", Resource = "*" }] })
}

resource "aws_cloudwatch_dashboard" "orders" {
  depends_on = []
  dashboard_name = "orders"
  dashboard_body = jsonencode({ widgets = [] })
}

resource "aws_ecr_lifecycle_policy" "app" {
  depends_on = []
  repository = "shop/app"
  policy     = jsonencode({ rules = [{ rulePriority = 1 }] })
}
