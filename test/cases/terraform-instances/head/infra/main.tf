variable "regions" {
  default = {
    north = 30
    south = 45
  }
}

resource "aws_sqs_queue" "each" {
  for_each                   = var.regions
  name                       = "orders-${each.key}"
  visibility_timeout_seconds = each.value
}

resource "aws_sns_topic" "counted" {
  count        = 3
  name         = "alerts-${count.index}"
  display_name = "alerts"
}

data "aws_sqs_queue" "looked_up" {
  for_each = toset(["north", "west"])
  name     = "orders-${each.key}"
}

output "urls" {
  value = [for q in data.aws_sqs_queue.looked_up : "${q.url}-45"]
}
