module "q" {
  source   = "../modules/queue"
  for_each = toset(["one", "two"])
  name     = each.key
  timeout  = each.key == "one" ? 30 : 30
}

module "remote" {
  source  = "terraform-aws-modules/sqs/aws"
  version = "4.30.0"
}

resource "aws_sns_topic" "url" {
  name         = "url"
  display_name = module.q["two"].url
}

resource "aws_sns_topic" "far" {
  name         = "far"
  display_name = module.remote.queue_name
}
