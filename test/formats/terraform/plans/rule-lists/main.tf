variable "ingress" {
  type = list(object({
    port        = number
    protocol    = optional(string, "tcp")
    cidrs       = optional(list(string), [])
    sources     = optional(list(string), [])
    description = optional(string)
  }))
  default = [
    { port = 443, cidrs = ["0.0.0.0/0"], description = "https" },
    { port = 22, sources = ["sg-1", "sg-2"] },
    { port = 53, protocol = "udp" },
  ]
}
variable "environments" {
  type = map(object({
    regions = list(string)
    tags    = optional(map(string), {})
    tables  = optional(map(object({ hash = string, range = optional(string), indexes = optional(list(string), []) })), {})
  }))
  default = {
    prod = {
      regions = ["eu-west-1", "us-east-1"]
      tags    = { critical = true }
      tables  = { accounts = { hash = "id", indexes = ["by_email"] }, events = { hash = "id", range = "at" } }
    }
    dev = { regions = ["eu-west-1"] }
  }
}
locals {
  rules = flatten([
    for rule in var.ingress : concat(
      [for cidr in rule.cidrs : { key = "${rule.protocol}-${rule.port}-${cidr}", rule = rule, cidr = cidr, source = null }],
      [for source in rule.sources : { key = "${rule.protocol}-${rule.port}-${source}", rule = rule, cidr = null, source = source }],
      length(rule.cidrs) + length(rule.sources) == 0 ? [{ key = "${rule.protocol}-${rule.port}-self", rule = rule, cidr = null, source = "self" }] : [],
    )
  ])
  tables = merge([
    for env, e in var.environments : merge([
      for region in e.regions : { for name, t in e.tables : "${env}/${region}/${name}" => merge(t, { tags = merge({ Env = env, Name = "${name}-${env}" }, e.tags) }) }
    ]...)
  ]...)
}
resource "terraform_data" "rule" {
  for_each = { for r in local.rules : r.key => r }
  input = {
    port        = each.value.rule.port
    description = coalesce(each.value.rule.description, "port ${each.value.rule.port}")
    source      = each.value.source
    cidr_blocks = compact([each.value.cidr])
  }
}
resource "terraform_data" "table" {
  for_each = local.tables
  input    = each.value
}
resource "terraform_data" "attribute" {
  for_each = { for pair in flatten([for key, t in local.tables : [for a in compact([t.hash, t.range]) : { table = key, attribute = a }]]) : "${pair.table}#${pair.attribute}" => pair }
  input    = each.value.attribute
}
output "rules" { value = [for r in local.rules : r.key] }
