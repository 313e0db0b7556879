resource "aws_secretsmanager_secret" "declared" {
  name        = "orders/declared"
  description = "two"
}

data "aws_secretsmanager_secret" "database" {
  name = "orders/database"
}

data "aws_secretsmanager_secret" "live" {
  name = "orders/live"
}

data "aws_secretsmanager_secret" "never" {
  arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders/never-AbCdEf"
}

resource "aws_secretsmanager_secret" "api" {
  name = "orders/api"
}

resource "aws_secretsmanager_secret" "fresh" {
  name = "orders/fresh"
}
