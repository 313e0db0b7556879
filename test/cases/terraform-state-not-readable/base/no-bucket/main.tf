terraform {
  backend "s3" {
    bucket = "no-such-bucket"
    key    = "prod.tfstate"
    region = "eu-west-1"
  }
}

resource "aws_sqs_queue" "orders" {
  visibility_timeout_seconds = 30
}
