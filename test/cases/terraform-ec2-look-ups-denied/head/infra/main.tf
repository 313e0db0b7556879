provider "aws" {
  region = "eu-west-1"
}

data "aws_security_group" "web" {
  name   = "web"
  vpc_id = "vpc-1"
}

data "aws_vpc" "throttled" {
  default = true
}

data "aws_subnet" "malformed" {
  vpc_id = "vpc-1"
}
