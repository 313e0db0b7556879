resource "terraform_data" "src" {
  input = "src"
}
locals {
  id = terraform_data.src.id
}
resource "terraform_data" "all" {
  input = {
    starts     = startswith("prefix-${local.id}", "prefix-")
    starts_not = startswith("prefix-${local.id}", "other")
    startsjson = startswith(jsonencode({ a = local.id }), "{")
    empty      = "x${local.id}" == ""
    differs    = "x${local.id}" == "y"
    list_len   = length(local.id == "x" ? ["a"] : ["b"])
    min        = length(toset(["a", local.id])) >= 1
    url        = "https://${local.id}/"
    splat_out  = length(terraform_data.src.output[*])
  }
}
