variable "subnet" { type = object({ id = string, cidr = string }) }
variable "zone" {}
variable "options" {
  type = object({ id = optional(string, "none"), public = optional(bool), size = optional(number, 3) })
}
resource "terraform_data" "cluster" {
  count = var.options.public ? 1 : 2
  input = { subnet = var.subnet, options = var.options, name = "c-${var.zone}-${count.index}" }
}
output "name" { value = terraform_data.cluster[0].input.name }
output "endpoint" { value = "https://${terraform_data.cluster[0].id}.example" }
