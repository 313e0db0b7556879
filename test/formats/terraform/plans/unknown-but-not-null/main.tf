resource "terraform_data" "src" {
  input = "src"
}
locals {
  id = terraform_data.src.id
}
resource "terraform_data" "all" {
  input = {
    not_null    = local.id != null
    is_null     = local.id == null
    conditional = local.id != null ? "known" : "never"
    coalesce    = coalesce(local.id, "never")
    one         = one(local.id[*])
    splat_len   = length(local.id[*])
    try         = try(local.id, "never")
  }
}
resource "terraform_data" "optional" {
  count = local.id != null ? 1 : 0
  input = "there"
}
