resource "terraform_data" "a" {
  input = 1
}
module "there" {
  source = "./m"
}
module "not_there" {
  source = "./nowhere"
  name   = "x"
}
