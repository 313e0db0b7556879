module "missing" {
  source = "./m"
}
module "extra" {
  source  = "./m"
  needed  = 1
  unknown = 2
}
module "fine" {
  source = "./m"
  needed = "x"
}
