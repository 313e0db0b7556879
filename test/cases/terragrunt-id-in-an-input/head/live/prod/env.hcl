locals {
  name      = "prod"
  region    = "eu-west-1"
  retention = 345600
}
