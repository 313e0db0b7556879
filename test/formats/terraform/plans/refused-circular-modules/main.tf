module "a" {
  source = "./m"
  value  = module.b.value
}
module "b" {
  source = "./m"
  value  = "x${module.a.value}"
}
resource "terraform_data" "fine" {
  input = 1
}
