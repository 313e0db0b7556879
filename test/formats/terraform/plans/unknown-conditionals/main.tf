resource "terraform_data" "src" {
  input = { flag = true }
}
locals {
  flag = terraform_data.src.output.flag
  id   = terraform_data.src.id
}
resource "terraform_data" "all" {
  input = {
    numbers  = local.id == "x" ? 1 : 1
    objects  = local.id == "x" ? { a = 1, b = 2 } : { a = 1, b = 2 }
    tuples   = local.id == "x" ? ["a", 1] : ["b", 1]
    lists    = local.id == "x" ? tolist(["a"]) : tolist(["b"])
    maps     = local.id == "x" ? tomap({ a = 1 }) : tomap({ a = 2 })
    known    = local.id == "x" || true ? "yes" : "no"
    not      = !(local.id == "x")
    and      = local.id == "x" && false
    arith    = length(local.id) * 0
    compare  = length(local.id) >= 0
    neg      = -length(local.id)
    null_    = local.flag == null
    in_if    = [for x in ["a", "b"] : x if x != "b" || local.id == "x" && false]
    nested   = true ? (local.id == "x" ? "a" : "b") : "c"
    template = "%{ if local.id == "x" }a%{ else }b%{ endif }"
    sides    = local.id == "x" ? { k = "same", v = "l" } : { k = "same", v = "r" }
    neighbor = { known = "n", unknown = local.flag ? 1 : 2 }
  }
}
