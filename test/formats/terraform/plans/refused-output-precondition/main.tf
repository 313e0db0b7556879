module "m" {
  source = "./m"
}
output "m" { value = module.m.value }
