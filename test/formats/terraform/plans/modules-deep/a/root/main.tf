module "one" {
  source = "./nested"
  levels = ["x", "y"]
  value  = { n = 1 }
}
module "two" {
  source = "../shared/leaf"
  count  = 2
  value  = module.one.value
  name   = "two-${count.index}"
}
module "three" {
  source = "../shared/../shared/leaf"
  name   = module.two[1].name
  value  = null
}
output "one" { value = module.one }
output "three" { value = module.three.name }
output "paths" { value = [module.one.path, module.two[0].path, module.three.path] }
