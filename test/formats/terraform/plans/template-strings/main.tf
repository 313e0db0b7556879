variable "tags" { default = { b = 2, a = "x" } }
locals {
  one    = "${[1, 2][0]}"
  list   = "${[1, "a"]}"
  object = "${{ a = 1 }}"
  bool   = "${true}"
  bools  = "is ${true} and ${1.50} and ${1e3}"
  escape = "tab\t nl\n quote\" back\\ u\u00e9 U\U0001F600 $${x} %%{y} $ % $x {"
  empty  = ""
  strip  = "  a   ${~ "b" ~}   c  "
  if_    = "%{ if 1 < 2 }yes%{ else }no%{ endif }"
  if_not = "[%{ if false }yes%{ endif }]"
  for_   = "%{ for k, v in var.tags }${k}=${v};%{ endfor }"
  for_s  = "%{ for k, v in var.tags ~}  ${k}  %{~ endfor }|"
  nested = "%{ for x in [1, 2] }%{ if x == 1 }one%{ else }${x}%{ for y in ["p"] }${y}%{ endfor }%{ endif },%{ endfor }"
  inner  = "a ${"b ${"c"}"}"
  quotes = "${join("\", \"", ["x", "y"])}"
  math   = "${1 + 1}${2 * 2}"
  key    = { "${"k"}-1" = 1, ("p${"q"}") = 2, plain = 3, "with space" = 4, 5 = 6, true = 7 }
  null_  = try("${null}", "null fails")
  set    = [for s in toset(["b", "a"]) : "<${s}>"]
}
output "all" {
  value = [
    local.one, local.list, local.object, local.bool, local.bools, local.escape, local.empty, local.strip,
    local.if_, local.if_not, local.for_, local.for_s, local.nested, local.inner, local.quotes, local.math,
    local.key, local.null_, local.set,
  ]
}
