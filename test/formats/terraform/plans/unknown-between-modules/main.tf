resource "terraform_data" "vpc" {
  input = { cidr = "10.0.0.0/16", name = "main" }
}
module "subnets" {
  source = "./subnets"
  vpc_id = terraform_data.vpc.id
  cidr   = terraform_data.vpc.input.cidr
  tags   = { Name = "subnet", Vpc = terraform_data.vpc.id }
}
module "cluster" {
  source   = "./cluster"
  for_each = module.subnets.by_zone
  subnet   = each.value
  zone     = each.key
  options  = { id = each.value.id, public = each.key == "a" }
}
output "by_zone" { value = module.subnets.by_zone }
output "names" { value = { for zone, cluster in module.cluster : zone => cluster.name } }
output "endpoints" { value = [for cluster in module.cluster : cluster.endpoint] }
output "count" { value = module.subnets.count }
output "tags" { value = module.subnets.tags }
