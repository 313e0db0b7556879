resource "aws_secretsmanager_secret" "declared" {
  name        = "orders/declared"
  description = "one"
}
