terraform {
  required_providers {
    terraform = { source = "terraform.io/builtin/terraform" }
  }
}
resource "terraform_data" "t" {}
output "a" { value = provider::terraform::encode_expr([terraform_data.t.id]) }
output "b" { value = provider::terraform::encode_tfvars({ a = terraform_data.t.id }) }
output "c" { value = provider::terraform::decode_tfvars(terraform_data.t.id) }
