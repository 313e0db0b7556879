variable "cidr" { type = string }
variable "zones" { type = list(string) }
variable "env" {}

locals {
  subnets = { for i, zone in var.zones : zone => {
    public  = cidrsubnet(var.cidr, 8, i)
    private = cidrsubnet(var.cidr, 4, i + 8)
  } }
}

resource "terraform_data" "subnet" {
  for_each = local.subnets
  input    = merge(each.value, { zone = "eu-west-1${each.key}" })
}
