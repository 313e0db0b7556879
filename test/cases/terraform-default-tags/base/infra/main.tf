provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = {
      team = "orders"
      env  = "prod"
    }
  }
}

resource "aws_sqs_queue" "plain" {
  name = "plain"
}

resource "aws_sqs_queue" "tagged" {
  name = "tagged"
  tags = {
    team = "own"
  }
}
