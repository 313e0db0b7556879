locals {
  prefix = lower(local.z)
  x      = "X${var.v}"
  words  = distinct(split(" ", local.text))
  text   = "a b a c b a"
}
variable "v" { default = 1 }
resource "terraform_data" "count" {
  for_each = local.counts
  input    = { word = each.key, share = floor(each.value / local.total * 100) }
}
