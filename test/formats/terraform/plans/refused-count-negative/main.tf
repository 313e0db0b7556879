variable "replicas" { default = 2 }
resource "terraform_data" "negative" {
  count = var.replicas - 3
  input = count.index
}
resource "terraform_data" "fraction" {
  count = var.replicas / 4
  input = count.index
}
module "null" {
  source = "./m"
  count  = var.nothing
}
variable "nothing" { default = null }
