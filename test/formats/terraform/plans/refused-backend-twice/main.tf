terraform {
  backend "s3" {
    bucket = "states"
    key    = "orders"
    region = "eu-west-1"
  }
}
terraform {
  backend "local" {}
}
