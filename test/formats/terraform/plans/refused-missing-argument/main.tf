module "fine" {
  source = "./m"
  needed = "x"
}
module "missing" {
  source = "./m"
}
