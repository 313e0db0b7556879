terraform {
  required_providers {
    terraform = { source = "terraform.io/builtin/terraform" }
  }
}
output "a" { value = provider::terraform::encode_tfvars("x") }
output "b" { value = provider::terraform::decode_tfvars("a = b.c") }
output "c" { value = provider::terraform::decode_tfvars("a {") }
output "d" { value = provider::terraform::encode_tfvars({ "odd key" = 1 }) }
