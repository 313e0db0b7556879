terraform {
  backend "s3" {
    bucket = "tf-state"
    key    = "prod.tfstate"
    region = "eu-west-1"
    workspace_key_prefix = "teams"
  }
}

resource "aws_sqs_queue" "orders" {
  visibility_timeout_seconds = 60
}
