resource "terraform_data" "still" {}
resource "terraform_data" "to" {}
resource "terraform_data" "to2" {}
resource "terraform_data" "counted" { count = 2 }
module "still" { source = "./m" }
module "to" { source = "./m" }
module "each" {
  source   = "./m"
  for_each = toset(["a", "b"])
}
moved {
  from = terraform_data.still
  to   = terraform_data.to
}
moved {
  from = terraform_data.counted[0]
  to   = terraform_data.counted[1]
}
moved {
  from = module.still
  to   = module.to
}
moved {
  from = module.each["a"]
  to   = module.each["b"]
}
