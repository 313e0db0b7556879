variable "plain" {
  default = null
}
variable "typed" {
  type    = list(string)
  default = null
}
variable "assigned" {
  default = "default"
}
variable "kept" {
  type     = string
  default  = "kept"
  nullable = false
}
module "gives_null" {
  source    = "./m"
  nullable  = null
  strict    = null
  strict_no = null
  object    = null
}
module "gives_nothing" {
  source = "./m"
}
module "gives_values" {
  source    = "./m"
  nullable  = "n"
  strict    = "s"
  strict_no = ["x"]
  object    = { a = null, b = null }
}
module "gives_conditional" {
  source   = "./m"
  nullable = var.plain == null ? null : "x"
  strict   = var.kept == "kept" ? null : "x"
}
resource "terraform_data" "nulls" {
  input = {
    plain    = var.plain
    typed    = var.typed
    is_null  = var.typed == null
    assigned = var.assigned
    kept     = var.kept
    coalesce = coalesce(var.plain, var.assigned, "last")
    list     = [null, var.plain, "x"]
    try      = try(length(var.typed), "no length")
    map      = { a = null, b = { c = null } }
    compact  = compact([var.plain, "", "a", null])
    tuple    = var.typed == null ? [] : var.typed
  }
}
resource "terraform_data" "null_input" {
  input = null
}
resource "terraform_data" "no_input" {}
output "modules" {
  value = [module.gives_null.all, module.gives_nothing.all, module.gives_values.all, module.gives_conditional.all]
}
output "nothing" { value = null }
