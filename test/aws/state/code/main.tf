resource "terraform_data" "plain" {
  input = "kept-out"
}

resource "terraform_data" "counted" {
  count = 2
}

resource "terraform_data" "each" {
  for_each = toset(["a.b", "quo\"te", "$${x}", "é\n"])
}

resource "terraform_data" "tainted" {}

module "net" {
  source   = "./modules/net"
  for_each = toset(["blue", "we ird"])
}
