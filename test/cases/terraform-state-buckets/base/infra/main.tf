terraform {
  backend "s3" {
    bucket = "old-states"
    key    = "orders"
  }
}
data "terraform_remote_state" "untouched" {
  backend = "s3"
  config  = { bucket = "old-states", key = "untouched" }
}
