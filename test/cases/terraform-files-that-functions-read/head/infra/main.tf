locals {
  settings = jsondecode(file("${path.module}/queues.json"))
  defaults = yamldecode(file("${path.module}/../shared/defaults.yml"))
}
resource "aws_sqs_queue" "each" {
  for_each                   = local.settings.queues
  name                       = format("%s-%s", local.defaults.prefix, each.key)
  visibility_timeout_seconds = try(each.value.timeout, local.defaults.timeout)
}
resource "aws_sqs_queue" "listed" {
  for_each = fileset("${path.module}/queues", "*.json")
  name     = trimsuffix(each.key, ".json")
}
