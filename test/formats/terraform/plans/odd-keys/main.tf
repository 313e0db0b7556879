locals {
  keys = [
    "plain",
    "with.dot",
    "with space",
    "quo\"te",
    "back\\slash",
    "new\nline",
    "tab\tstop",
    "carriage\rreturn",
    "dollar$${brace}",
    "percent%%{brace}",
    "just $ and %",
    "ünïcödé",
    "日本",
    "😀",
    "a[0]",
    "[\"x\"]",
    "slash/colon:at@",
    "",
    "0",
    "module.x",
    "terraform_data.y",
    "null\u0001char",
    "nbsp\u00a0here",
    "zero\u200bwidth",
    "del\u007f",
    "<&>",
    "\u2028",
    "tag\U000E0001",
    "private\uE000",
    "soft\u00adhyphen",
    "bom\uFEFF",
    "ideographic\u3000space",
    "\u0301alone",
    "escape\u001b",
    "$${$${nested}}",
    "$$$${",
  ]
}
resource "terraform_data" "odd" {
  for_each = toset(local.keys)
  input    = [each.key, length(each.key)]
}
module "odd" {
  source   = "./m"
  for_each = { for i, k in local.keys : k => i if i > 0 && i < 17 }
  index    = each.value
}
output "one" { value = terraform_data.odd["dollar$${brace}"].input[1] }
output "two" { value = module.odd["quo\"te"].index }
output "three" { value = module.odd["with.dot"].index }
