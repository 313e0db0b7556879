variable "from_json" {}
variable "list" { type = list(string) }
module "m" {
  source = "./m"
  value  = local.from_json
}
resource "terraform_data" "hcl" {
  for_each = toset(var.list)
  input    = "${each.key}:${local.from_json.a}"
}
output "json" { value = terraform_data.json.input }
output "m" { value = module.m }
