locals {
  name      = "prod"
  region    = "eu-west-1"
  retention = 86400
}
