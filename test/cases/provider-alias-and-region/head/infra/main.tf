variable "x" {}
provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}
provider "aws" {
  alias  = "somewhere"
  region = var.x
}
data "aws_sns_topic" "edge" {
  provider = aws.virginia
  name     = "edge"
}
data "aws_sns_topic" "v6" {
  region = "us-east-1"
  name   = "absent"
}
data "aws_sns_topic" "unclear" {
  provider = aws.somewhere
  name     = "edge"
}
