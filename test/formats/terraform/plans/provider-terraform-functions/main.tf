terraform {
  required_providers {
    terraform = { source = "terraform.io/builtin/terraform" }
  }
}

locals {
  v = { region = "eu-west-1", list = [1, "two", true, null], nested = { "odd key" = 1.5, ok = "a\nb$${1}", "k-x" = 1, "1a" = 2 }, e = {}, el = [], long_name = [{ a = 1, bcd = 2 }, { x = [] }], st = toset(["b", "a"]), mp = tomap({ z = "1" }), n = null }
}
output "enc" { value = provider::terraform::encode_tfvars(local.v) }
output "expr" { value = provider::terraform::encode_expr(local.v) }
output "exprs" { value = [provider::terraform::encode_expr(1e50), provider::terraform::encode_expr("q\"s $${x} %%{y} é \u0001 \t"), provider::terraform::encode_expr(-0.1), provider::terraform::encode_expr(toset(["b", "a"])), provider::terraform::encode_expr([]), provider::terraform::encode_tfvars({})] }
output "dec" { value = provider::terraform::decode_tfvars("a = 1\nb = \"x\"\nc = [1, 2]\nd = { k = true }\n# c\n") }
resource "terraform_data" "t" { input = provider::terraform::decode_tfvars(provider::terraform::encode_tfvars(local.v)) }
