variable "pw" {
  type = object({ user = string, pass = string })
  sensitive = true
  default = { user = "u", pass = "p" }
}
locals { m = { a = var.pw.user, b = "plain", c = [var.pw.pass, "x"] } }
resource "terraform_data" "r" { input = local.m }
resource "terraform_data" "k" { input = keys(local.m) }
resource "terraform_data" "l" { input = length(local.m.c) }
resource "terraform_data" "n" { input = nonsensitive(var.pw.user) }
resource "terraform_data" "i" { input = issensitive(local.m) ? "s" : "n" }
resource "terraform_data" "f" { input = [for k, v in local.m : k if k != "a"] }
resource "terraform_data" "c" { input = var.pw.user == "u" ? "yes" : "no" }
resource "terraform_data" "j" { input = jsonencode(local.m) }
resource "terraform_data" "t" { input = try(var.pw.nope, "fallback") }
resource "terraform_data" "cn" { input = can(var.pw.user) }
resource "terraform_data" "s" { input = sensitive("x") }
module "m" {
  source = "./m"
  v = local.m
}
resource "terraform_data" "mm" { input = module.m.plain }
output "o" {
  value = local.m
  sensitive = true
}
