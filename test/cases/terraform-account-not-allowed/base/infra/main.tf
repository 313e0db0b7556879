provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["444455556666"]
}
resource "aws_sqs_queue" "orders" { name = "orders" }
