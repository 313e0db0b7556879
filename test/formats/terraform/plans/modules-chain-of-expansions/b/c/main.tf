variable "n" {}
resource "terraform_data" "leaf" { input = "${path.module}/${var.n}" }
output "n" { value = terraform_data.leaf.input }
