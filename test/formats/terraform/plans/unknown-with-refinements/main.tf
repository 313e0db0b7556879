resource "terraform_data" "src" {
  input = "src"
}
locals {
  id = terraform_data.src.id
}
resource "terraform_data" "all" {
  input = {
    not_null   = local.id != null
    is_null    = local.id == null
    starts     = startswith("prefix-${local.id}", "prefix-")
    starts_not = startswith("prefix-${local.id}", "other")
    conditional = local.id != null ? "known" : "never"
    list_len   = length(local.id == "x" ? ["a"] : ["b"])
    coalesce   = coalesce(local.id, "never")
    one        = one(local.id[*])
    splat_len  = length(local.id[*])
    splat_out  = length(terraform_data.src.output[*])
    try        = try(local.id, "never")
    empty      = "x${local.id}" == ""
    differs    = "x${local.id}" == "y"
    set        = length(toset(["a", local.id])) > 0
    min        = length(toset(["a", local.id])) >= 1
    url        = "https://${local.id}/"
    startsjson = startswith(jsonencode({ a = local.id }), "{")
  }
}
resource "terraform_data" "optional" {
  count = local.id != null ? 1 : 0
  input = "there"
}
