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
