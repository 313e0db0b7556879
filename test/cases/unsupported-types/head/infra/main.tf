resource "aws_glue_job" "main" {
  cidr_block = "10.1.0.0/16"
}
data "aws_caller_identity" "me" {}
data "aws_ami" "ubuntu" {
  most_recent = true
  owners      = ["self"]
}
resource "random_id" "x" {
  byte_length = 8
}
resource "aws_sns_topic" "named" {
  name = "topic-${data.aws_caller_identity.me.account_id}"
}
