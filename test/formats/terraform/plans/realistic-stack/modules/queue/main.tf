variable "name" { type = string }
variable "tags" { type = map(string) }
variable "alarm" {
  type    = number
  default = null
}
variable "settings" {
  type = object({
    visibility = number
    fifo       = bool
    dlq        = object({ max = number, days = number })
  })
}
locals {
  dlq = var.settings.dlq[*]
  arn = "arn:aws:sqs:eu-west-1:111122223333:${var.name}"
}
resource "terraform_data" "dlq" {
  count = length(local.dlq)
  input = { name = replace(var.name, "/(\\.fifo)?$/", "-dlq$1"), retention = local.dlq[count.index].days * 24 * 3600 }
}
resource "terraform_data" "queue" {
  input = {
    name       = var.name
    visibility = var.settings.visibility
    redrive    = one(terraform_data.dlq[*].input.name) == null ? null : jsonencode({ maxReceiveCount = var.settings.dlq.max, target = one(terraform_data.dlq[*].input.name) })
    tags       = var.tags
  }
}
module "alarm" {
  source    = "../alarm"
  count     = var.alarm == null ? 0 : 1
  name      = var.name
  threshold = var.alarm
}
output "name" { value = var.name }
output "arn" { value = local.arn }
output "alarm" { value = one(module.alarm[*].title) }
