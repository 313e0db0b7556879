variable "x" {}
data "aws_s3_bucket" "near" {
  bucket = "near"
}

data "aws_s3_bucket" "far" {
  bucket = "far"
}

data "aws_s3_bucket" "theirs" {
  bucket = "theirs"
}

data "aws_s3_bucket" "nobodys" {
  bucket = "nobodys"
}

resource "aws_s3_bucket" "made_there" {
  bucket = "made-there"
  region = "us-east-1"
}

resource "aws_iam_role" "made_here" {
  name               = "made-here"
  assume_role_policy = "{}"
  region             = "us-east-1"
}

resource "aws_sns_topic" "uses" {
  name = "uses"
  tags = {
    bucket = "arn:aws:s3:::made-there"
    role   = "arn:aws:iam::111122223333:role/made-here"
    far    = "arn:aws:s3:::far"
  }
}
