variable "from_default" { default = "default" }
variable "from_tfvars" { default = "default" }
variable "from_tfvars_json" { default = "default" }
variable "from_auto" { default = "default" }
variable "from_auto_json" { default = "default" }
variable "from_var_file" { default = "default" }
variable "from_second_var_file" { default = "default" }
variable "from_cli" { default = "default" }
variable "list" {
  type    = list(string)
  default = []
}
variable "map" {
  type    = map(string)
  default = { default = "default" }
}
resource "terraform_data" "all" {
  input = {
    default   = var.from_default
    tfvars    = var.from_tfvars
    json      = var.from_tfvars_json
    auto      = var.from_auto
    auto_json = var.from_auto_json
    file      = var.from_var_file
    second    = var.from_second_var_file
    cli       = var.from_cli
    list      = var.list
    map       = var.map
  }
}
