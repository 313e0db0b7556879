provider "aws" {
  region = "eu-west-1"
}

data "aws_sqs_queue" "ledger" {
  name = "ledger-events"
}

resource "aws_sqs_queue" "invoices" {
  name                       = "invoices"
  visibility_timeout_seconds = 60
  message_retention_seconds  = 1209600
}

resource "aws_dynamodb_table" "accounts" {
  name         = "accounts"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "email"
    type = "S"
  }

  global_secondary_index {
    name            = "by_email"
    hash_key        = "email"
    projection_type = "ALL"
  }

  tags = {
    team = "billing"
  }
}

resource "aws_cloudwatch_log_group" "billing" {
  name              = "/billing/worker"
  retention_in_days = 90
}

resource "aws_lambda_function" "billing" {
  function_name = "billing-worker"
  role          = "arn:aws:iam::111122223333:role/billing-worker"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  timeout       = 60
  filename      = "billing.zip"

  environment {
    variables = {
      LEDGER_QUEUE_URL = data.aws_sqs_queue.ledger.url
    }
  }
}

resource "aws_sns_topic" "alerts" {
  name = "billing-alerts"
}
