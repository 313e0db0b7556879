resource "aws_glue_job" "main" {
  cidr_block = "10.0.0.0/16"
}
data "aws_caller_identity" "me" {}
data "aws_ami" "ubuntu" {
  most_recent = true
}
resource "random_id" "x" {
  byte_length = 4
}
