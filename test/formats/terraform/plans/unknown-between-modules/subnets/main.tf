variable "vpc_id" { type = string }
variable "cidr" { type = string }
variable "tags" { type = map(string) }
resource "terraform_data" "subnet" {
  for_each = toset(["a", "b"])
  input = {
    vpc  = var.vpc_id
    cidr = cidrsubnet(var.cidr, 8, index(["a", "b"], each.key))
    tags = merge(var.tags, { Zone = each.key })
  }
}
output "by_zone" {
  value = { for zone, s in terraform_data.subnet : zone => { id = s.id, cidr = s.input.cidr } }
}
output "count" { value = length(terraform_data.subnet) }
output "tags" { value = var.tags }
