variable "a" {
  type = string
  default = "main"
  description = "x"
}
resource "terraform_data" "r" {
  input = "main"
  triggers_replace = ["main"]
  lifecycle {
    ignore_changes = [input]
    prevent_destroy = false
  }
}
module "m" {
  source = "./m"
  x = "main"
  y = "main"
}
output "o" { value = [var.a, local.l, module.m.out] }
locals { l = "main" }
