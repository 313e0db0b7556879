terraform {
  backend "s3" {
    bucket = "tf-state"
    key    = "encoded.tfstate"
    region = "eu-west-1"
  }
}

resource "aws_sqs_queue" "orders" {
  visibility_timeout_seconds = 60
}
