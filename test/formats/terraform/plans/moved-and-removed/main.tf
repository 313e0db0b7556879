resource "terraform_data" "c" { input = "c" }
resource "terraform_data" "each" {
  for_each = toset(["k"])
  input    = each.key
}
resource "terraform_data" "counted" {
  count = 2
  input = count.index
  lifecycle {
    prevent_destroy       = "true"
    create_before_destroy = "false"
  }
}
module "new" {
  source   = "./m"
  for_each = toset(["x"])
}
moved {
  from = terraform_data.b
  to   = terraform_data.c
}
moved {
  from = terraform_data.a
  to   = terraform_data.b
}
moved {
  from = terraform_data.each
  to   = terraform_data.each["k"]
}
moved {
  from = terraform_data.counted
  to   = terraform_data.counted[0]
}
moved {
  from = module.new
  to   = module.new["x"]
}
moved {
  from = terraform_data.nowhere
  to   = terraform_data.at_all
}
removed {
  from = terraform_data.at_all
  lifecycle {
    destroy = false
  }
}
removed {
  from = module.gone
}
