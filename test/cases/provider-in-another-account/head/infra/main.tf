provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "stage"
  region = "eu-west-1"
  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy"
  }
}

provider "aws" {
  alias  = "nowhere"
  region = "eu-west-1"
  assume_role {
    role_arn = "arn:aws:iam::777788889999:role/deploy"
  }
}

provider "aws" {
  alias  = "configured"
  region = var.region
}

variable "region" {}

data "aws_sqs_queue" "here" {
  name = "orders"
}

data "aws_sqs_queue" "stage" {
  provider = aws.stage
  name     = "orders"
}

data "aws_sqs_queue" "stage_gone" {
  provider = aws.stage
  name     = "gone"
}

data "aws_sqs_queue" "nowhere" {
  provider = aws.nowhere
  name     = "orders"
}

data "aws_sqs_queue" "configured" {
  provider = aws.configured
  name     = "orders"
}
