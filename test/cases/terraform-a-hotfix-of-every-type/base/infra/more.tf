resource "aws_iam_policy" "send" {
  name   = "send"
  path   = "/app/"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Sid = "v128" }] })
}

resource "aws_iam_user" "ci" {
  name                 = "ci"
  permissions_boundary = "arn:aws:iam::aws:policy/v128"
}

resource "aws_iam_group" "people" {
  name = "people"
  path = "/v128/"
}

resource "aws_iam_instance_profile" "app" {
  name = "app"
  role = "app-128"
}

resource "aws_cloudwatch_event_bus" "orders" {
  name        = "orders"
  description = "v128"
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(128 minutes)"
  state               = "ENABLED"
}

resource "aws_cloudwatch_event_rule" "paid" {
  name           = "paid"
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  description    = "v128"
}

resource "aws_cloudwatch_log_metric_filter" "errors" {
  name           = "errors"
  log_group_name = aws_cloudwatch_log_group.app.name
  pattern        = "ERROR 128"
  metric_transformation {
    name      = "Errors"
    namespace = "App"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_subscription_filter" "archive" {
  name            = "archive"
  log_group_name  = aws_cloudwatch_log_group.app.name
  filter_pattern  = "v128"
  destination_arn = aws_kinesis_stream.logs.arn
}

resource "aws_ecr_repository" "app" {
  name                 = "shop/app"
  image_tag_mutability = "IMMUTABLE"
  tags                 = { version = "128" }
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"
  setting {
    name  = "containerInsights"
    value = "v128"
  }
}

resource "aws_sfn_state_machine" "order" {
  name       = "order"
  role_arn   = aws_iam_role.app.arn
  definition = jsonencode({ StartAt = "Wait", States = { Wait = { Type = "Wait", Seconds = 128, End = true } } })
}

resource "aws_kinesis_stream" "logs" {
  name             = "logs"
  retention_period = 128
}

resource "aws_scheduler_schedule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(128 minutes)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = aws_sfn_state_machine.order.arn
    role_arn = aws_iam_role.app.arn
  }
}

resource "aws_db_instance" "orders" {
  identifier           = "Orders"
  engine               = "postgres"
  engine_version       = "15"
  instance_class       = "db.t4g.small"
  allocated_storage    = 128
  password             = "never-shown-128"
  db_subnet_group_name = aws_db_subnet_group.orders.name
  parameter_group_name = aws_db_parameter_group.orders.name
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier      = "orders"
  engine                  = "aurora-postgresql"
  backup_retention_period = 128
  master_password         = "never-shown-128"
}

resource "aws_db_subnet_group" "orders" {
  name       = "orders"
  subnet_ids = ["subnet-128"]
}

resource "aws_db_parameter_group" "orders" {
  name   = "orders"
  family = "postgres15"
  parameter {
    name  = "log_min_duration_statement"
    value = "128"
  }
}

resource "aws_elasticache_replication_group" "orders" {
  replication_group_id     = "orders"
  description              = "v128"
  auth_token               = "never-shown-128"
  snapshot_retention_limit = 5
}

resource "aws_elasticache_subnet_group" "orders" {
  name       = "orders"
  subnet_ids = ["subnet-128"]
}
