variable "token" {
  type      = string
  sensitive = true
}
variable "users" {
  type = map(object({ password = string, admin = optional(bool, false) }))
  default = {
    ada = { password = "p1", admin = true }
    bob = { password = "p2" }
  }
}
resource "terraform_data" "src" {
  input = { token = var.token, name = "n" }
}
module "user" {
  source   = "./user"
  for_each = var.users
  name     = each.key
  password = each.value.password
  parent   = terraform_data.src.id
}
resource "terraform_data" "all" {
  input = {
    name    = terraform_data.src.input.name
    token   = terraform_data.src.input.token
    both    = "${terraform_data.src.id}-${var.token}"
    object  = { id = terraform_data.src.id, token = var.token, plain = 1 }
    hidden  = sensitive(terraform_data.src.id)
    choice  = var.token == "x" ? "a" : "b"
    known   = true ? "known" : var.token
    filter  = [for c in ["t", "x"] : c if startswith(var.token, c)]
    map     = { for k, v in { a = var.token, b = "plain" } : k => v }
    nested  = [{ deep = [{ token = var.token, n = 1 }] }]
    number  = length(var.token) + 1
    keyed   = lookup({ t0ken = "found" }, var.token, "none")
    strings = formatlist("%s!", ["plain", var.token])
    sized   = length([var.token])
    logins  = [for u in module.user : u.login]
    names   = keys(module.user)
    cond    = { for k, u in var.users : k => u.admin ? var.token : "none" }
  }
}
output "logins" {
  value     = { for k, u in module.user : k => u.login }
  sensitive = true
}
output "parents" { value = [for u in module.user : u.parent] }
