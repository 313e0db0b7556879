variable "vpc" { default = "10.32.0.0/12" }
variable "zones" { default = ["a", "b", "c"] }
locals {
  tiers = ["public", "private", "data"]
  by_tier = {
    for t, tier in local.tiers : tier => [
      for z, zone in var.zones : cidrsubnet(cidrsubnet(var.vpc, 4, t), 4, z)
    ]
  }
  flat = merge([
    for tier, cidrs in local.by_tier : {
      for i, cidr in cidrs : "${tier}-${var.zones[i]}" => { tier = tier, cidr = cidr, gateway = cidrhost(cidr, 1), mask = cidrnetmask(cidr) }
    }
  ]...)
  rules = {
    for pair in setproduct(keys(local.by_tier), [22, 443]) : join(":", pair) => {
      from = tonumber(pair[1])
      cidr = local.by_tier[pair[0]][0]
    }
  }
}
resource "terraform_data" "subnet" {
  for_each = local.flat
  input    = each.value
}
resource "terraform_data" "rule" {
  for_each = local.rules
  input    = each.value
}
output "subnets" { value = cidrsubnets("10.0.0.0/16", 4, 4, 8, 4) }
output "v6" { value = [cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162), cidrhost("fd00::/64", 34), cidrhost("10.0.0.0/8", -2)] }
output "last" { value = element(local.by_tier.data, 5) }
output "index" { value = index(local.tiers, "data") }
output "chunk" { value = chunklist(var.zones, 2) }
