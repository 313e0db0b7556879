module "fine" {
  source = "./m"
  needed = "x"
}
module "extra" {
  source  = "./m"
  needed  = 1
  unknown = 2
}
