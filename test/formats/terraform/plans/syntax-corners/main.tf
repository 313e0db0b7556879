# hash comment
// slash comment
/* block
   comment */
variable "one_line" { default = 1 } # trailing
variable "dashed-name" { default = "dash" }
locals { single = "l" }
locals {
  trailing = [1, 2, /* inline */ 3, ]
  multi = [
    # comment in a list
    "a", // after
    "b",

  ]
  object = {
    a   = 1
    b   : 2,
    "c d" = 3, (local.single) = 4
    # comment
  }
  parens = (
    1 +
    2
  )
  condition = (
    true
    ? "yes"
    : "no"
  )
  call = merge(
    { a = 1 },
    { b = 2 },
  )
  spread = max([1, 2, 3]...)
  chain  = [for x in [
    1,
    2,
  ] :
    x * 2
    if x > 1
  ]
  dash       = var.dashed-name
  minus      = 5 -3
  legacy     = local.trailing.0
  keyword_if = { if = 1, for = 2, in = 3, null_ = 4, true = 5 }
  access     = local.keyword_if.if + local.keyword_if["for"] + local.keyword_if.in
  nested     = {a={b={c=[{d="deep"}]}}}
  deep       = local.nested.a.b.c[0].d
  escaped    = "a\"b\\c"
}
resource "terraform_data" "dash-ed_1" { input = local.dash }
resource terraform_data unquoted {
  input = local.call
}
resource "terraform_data" "same_line" { input = "${local.single}-${var.one_line}" }
output "all" { value = [local.trailing, local.multi, local.object, local.parens, local.condition, local.call, local.spread, local.chain, local.minus, local.legacy, local.access, local.deep, local.escaped] }
output "ref" { value = terraform_data.dash-ed_1.input }
