resource "aws_sqs_queue" "forgotten" {
  name                       = "forgotten"
  visibility_timeout_seconds = 30
}
resource "aws_sqs_queue" "forgotten_and_gone" {
  name = "forgotten-and-gone"
}
resource "aws_sqs_queue" "deleted" {
  name                       = "deleted"
  visibility_timeout_seconds = 30
}
resource "aws_sqs_queue" "moved" {
  count                      = 1
  name                       = "moved"
  visibility_timeout_seconds = 30
}
module "pair" {
  for_each = toset(["a", "b"])
  source   = "./pair"
  name     = each.key
}
module "kept" {
  source = "./kept"
}
