locals {
  regions = {
    "eu-west-1" = { apps = { web = 2, api = 1 }, tier = "gold" }
    "us-east-1" = { apps = { batch = 0 }, tier = null }
    "ap-south-1" = { apps = {}, tier = "silver" }
  }
}

module "region" {
  source   = "./region"
  for_each = local.regions
  name     = each.key
  apps     = each.value.apps
  tier     = each.value.tier
}

output "apps" {
  value = { for name, region in module.region : name => region.apps }
}
output "first_web" {
  value = module.region["eu-west-1"].apps["web"].names[1]
}
output "flat" {
  value = flatten([for region in module.region : [for app in region.apps : app.names]])
}
