module "registry" {
  source = "./registry"
}
module "queue" {
  source   = "./queue"
  for_each = module.registry.queues
  name     = each.key
  config   = each.value
}
module "alarm" {
  source   = "./alarm"
  for_each = toset(module.registry.alarmed)
  queue    = module.queue[each.key]
}
resource "terraform_data" "by_arn" {
  for_each = { for key, queue in module.queue : queue.arn => key }
  input    = each.value
}
resource "terraform_data" "summary" {
  input = {
    queues = keys(module.queue)
    alarms = [for alarm in module.alarm : alarm.text]
    arns   = values(module.queue)[*].arn
  }
}
output "alarm_keys" { value = keys(module.alarm) }
