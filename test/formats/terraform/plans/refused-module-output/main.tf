module "m" {
  source = "./m"
}
module "many" {
  source = "./m"
  count  = 2
}
output "no_such_output" {
  value = module.m.nope
}
output "fine" {
  value = [module.m.m, module.many[0].m]
}
