variable "nothing" {
  type    = map(string)
  default = null
}
resource "terraform_data" "null" {
  for_each = var.nothing
  input    = each.key
}
module "numbers" {
  source   = "./m"
  for_each = toset([1, 2])
}
