variable "session" {
  type      = string
  ephemeral = true
}
variable "config" {
  type      = object({ name = string, token = optional(string, "tok") })
  ephemeral = true
  default   = { name = "n" }
}
locals {
  header = "Bearer ${var.session}"
  shout  = upper(local.header)
}
module "inner" {
  source  = "./inner"
  session = local.header
  plain   = "p"
}
resource "terraform_data" "a" {
  input = {
    none  = ephemeralasnull(local.shout)
    mixed = ephemeralasnull({ a = 1, b = var.session })
    size  = try(ephemeralasnull(var.config.name), "x")
    plain = module.inner.plain
    back  = ephemeralasnull(module.inner.session)
  }
}
output "none" { value = ephemeralasnull(var.config) }
