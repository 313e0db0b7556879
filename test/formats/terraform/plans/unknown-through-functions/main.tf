resource "terraform_data" "src" {
  input = "src"
}
locals {
  unknown = terraform_data.src.output
  id      = terraform_data.src.id
}
resource "terraform_data" "flow" {
  input = {
    direct    = local.unknown
    id        = local.id
    template  = "x-${local.id}"
    upper     = upper(local.id)
    known_if  = true ? "known" : local.id
    or        = local.id == "x" ? 1 : 2
    same      = local.id == "x" ? "same" : "same"
    object    = { known = 1, unknown = local.id, nested = { list = [local.id, "k"] } }
    part      = { known = 1, unknown = local.id }.known
    list      = ["a", local.id, "c"][2]
    for_      = [for x in ["a", local.id] : "<${x}>"]
    for_map   = { for k, v in { a = 1, b = local.id } : upper(k) => v }
    splat     = [{ n = 1 }, { n = local.id }][*].n
    merge     = merge({ a = 1 }, { b = local.id })
    lookup    = lookup({ a = "k", b = local.id }, "a", "d")
    json      = jsonencode({ a = local.id })
    join      = join(",", ["a", local.id])
    concat    = concat(["a"], [local.id], ["c"])
    format    = format("%s-%s", "a", local.id)
    formatl   = formatlist("%s-x", ["a", local.id])
    and       = [false && local.unknown, true || local.unknown]
    input     = terraform_data.src.input
    coalesce  = coalesce("k", local.id)
    try       = try(local.id, "fallback")
    can       = can(local.id)
    sum       = sum([1, length([local.id])])
    zipmap    = zipmap(["a", "b"], [1, local.id])
    values    = values({ a = 1, b = local.id })
    flatten   = flatten([["a"], [local.id]])
    reverse   = reverse(["a", local.id])
    slice     = slice(["a", local.id, "c"], 0, 1)
    element   = element(["a", local.id], 0)
    nested    = { for k, v in { x = { id = local.id, n = 1 } } : k => v.n }
    object_or = local.unknown != "x" ? { a = 1, b = 2 } : { a = 1, b = 3 }
  }
  triggers_replace = [local.id, "k"]
}
output "flow" { value = terraform_data.flow.input }
output "gone" { value = terraform_data.flow.output }
