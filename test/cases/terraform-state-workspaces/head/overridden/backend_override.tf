terraform {
  backend "s3" {
    bucket = "tf-state"
    key    = "overridden.tfstate"
    region = "eu-west-1"
  }
}

