terraform {
  backend "s3" {
    bucket = "no-such-states"
    key    = "orders"
    region = "eu-west-1"
  }
}
data "terraform_remote_state" "untouched" {
  backend = "s3"
  config  = { bucket = "old-states", key = "untouched" }
}
data "terraform_remote_state" "network" {
  backend   = "s3"
  workspace = "prod"
  config = {
    bucket = "shared-states"
    key    = "network"
    region = "eu-central-1"
  }
}
data "terraform_remote_state" "gone" {
  backend = "s3"
  config  = { bucket = "gone-states", key = "gone" }
}
data "terraform_remote_state" "local" {
  backend = "local"
  config  = { path = "../other/terraform.tfstate" }
}
data "terraform_remote_state" "open" {
  backend = "s3"
  config  = { bucket = var.states, key = "open" }
}
variable "states" {}
resource "aws_sqs_queue" "orders" {
  name = "orders-${data.terraform_remote_state.network.outputs.environment}"
}
resource "aws_sqs_queue" "local" {
  name = "orders-${data.terraform_remote_state.local.outputs.environment}"
}
