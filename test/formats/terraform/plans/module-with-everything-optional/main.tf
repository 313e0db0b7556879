locals {
  defaults = { size = 1, tags = { managed = "yes" } }
  buckets = {
    logs   = { size = 5 }
    assets = { tags = { public = "true" }, rules = [{ days = 30 }, { days = 90, class = "GLACIER" }] }
    plain  = {}
  }
}
module "bucket" {
  source   = "./bucket"
  for_each = local.buckets
  name     = "acme-${each.key}"
  size     = lookup(each.value, "size", null)
  tags     = merge(local.defaults.tags, try(each.value.tags, {}))
  rules    = try(each.value.rules, null)
  logging  = each.key == "logs" ? null : { bucket = "acme-logs" }
}
output "buckets" {
  value = { for name, bucket in module.bucket : name => bucket.summary }
}
output "logging" {
  value = compact([for bucket in module.bucket : bucket.logs_to])
}
