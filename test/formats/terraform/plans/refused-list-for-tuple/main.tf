module "types" {
  source = "./types"
  plain  = "x"
  pair   = tolist(["1", "2"])
}
