terraform {
  backend "s3" {
    bucket = "tf-state"
    key    = "prod.tfstate"
    region = "eu-west-1"
    endpoints = { s3 = "https://minio.example.com" }
  }
}

resource "aws_sqs_queue" "orders" {
  visibility_timeout_seconds = 30
}
