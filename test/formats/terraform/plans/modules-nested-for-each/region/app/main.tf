variable "prefix" {}
variable "size" {}

resource "terraform_data" "instance" {
  count = var.size
  input = format("%s-%02d", var.prefix, count.index + 1)
}

resource "terraform_data" "monitor" {
  for_each = toset(terraform_data.instance[*].input)
  input    = { watch = each.value }
}
output "names" {
  value = terraform_data.instance[*].input
}
