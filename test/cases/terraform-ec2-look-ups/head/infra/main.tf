provider "aws" {
  region = "eu-west-1"
}

data "aws_vpc" "main" {
  tags = {
    Name = "main"
  }
}

data "aws_vpc" "default" {
  default = true
}

data "aws_vpc" "by_id" {
  id = "vpc-1"
}

data "aws_vpc" "any" {
  state = "available"
}

data "aws_subnet" "one" {
  vpc_id            = "vpc-1"
  availability_zone = "eu-west-1a"

  filter {
    name   = "tag:Tier"
    values = ["private", "public"]
  }
}

data "aws_subnet" "private" {
  vpc_id = "vpc-1"
  tags = {
    Tier = "priv*"
  }
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = ["vpc-1"]
  }
  tags = {
    Tier = "private"
  }
}

data "aws_subnets" "none" {
  filter {
    name   = "vpc-id"
    values = ["vpc-9"]
  }
}

data "aws_security_group" "web" {
  name   = "web"
  vpc_id = "vpc-1"
}

data "aws_security_group" "anywhere" {
  name = "web"
}

data "aws_security_group" "gone" {
  name   = "gone"
  vpc_id = "vpc-1"
}

data "aws_security_group" "of_a_vpc_that_is_looked_up" {
  name   = "web"
  vpc_id = data.aws_vpc.main.id
}

data "aws_security_group" "nothing" {
}

resource "aws_sqs_queue" "orders" {
  name = "orders-${data.aws_security_group.anywhere.id}"
}
