locals {
  prefix = "${var.project}-${terraform.workspace}"
  tags = merge(
    { Project = var.project, Env = terraform.workspace, Owners = join("+", var.owners) },
    var.alarms == {} ? {} : { Alarmed = "yes" },
  )
  policies = { for f in fileset("${path.module}/policies", "*.json") : trimsuffix(f, ".json") => jsondecode(file("${path.module}/policies/${f}")) }
}
module "queue" {
  source   = "../../../modules/queue"
  for_each = var.queues
  name     = "${local.prefix}-${each.key}${each.value.fifo ? ".fifo" : ""}"
  settings = each.value
  tags     = merge(local.tags, { Queue = each.key })
  alarm    = lookup(var.alarms, "depth", null)
}
resource "terraform_data" "task" {
  input = templatefile("${path.module}/task.json.tftpl", {
    image  = "111122223333.dkr.ecr.${var.region}.amazonaws.com/${var.project}:${var.image_tag}"
    env    = { for key, q in module.queue : upper("QUEUE_${key}") => q.name }
    memory = 256 * var.replicas.max
  })
}
resource "terraform_data" "policy" {
  for_each = local.policies
  input    = { name = "${local.prefix}-${each.key}", statements = [for s in each.value.Statement : merge({ Effect = "Allow" }, s)] }
}
resource "terraform_data" "scaling" {
  count            = var.replicas.max > var.replicas.min ? 1 : 0
  input            = { id = terraform_data.task.id, min = var.replicas.min, max = var.replicas.max, target = var.replicas.target }
  triggers_replace = [md5(terraform_data.task.input), module.queue["incoming"].arn]
}
output "queues" { value = module.queue }
output "task" { value = jsondecode(terraform_data.task.input) }
