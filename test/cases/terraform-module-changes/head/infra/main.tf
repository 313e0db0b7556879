module "q" {
  source   = "../modules/queue"
  for_each = toset(["one", "two"])
  name     = each.key
  timeout  = each.key == "one" ? 30 : 30
}

