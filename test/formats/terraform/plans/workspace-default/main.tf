variable "settings" {
  type = map(object({ size = number }))
  default = {
    default = { size = 3 }
    prod    = { size = 9 }
  }
}
resource "terraform_data" "a" {
  for_each = { for k, v in var.settings : k => v if k == terraform.workspace }
  input    = merge(each.value, { name = "${terraform.workspace}-a" })
}
output "env" { value = replace(terraform.workspace, "/def(.*)/", "$1") }
