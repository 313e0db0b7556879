locals {
  nfc   = "\u00e9"
  nfd   = "e\u0301"
  typed = "é"
  names = { "é" = "decomposed key", "日本" = 1, "😀" = 2 }
  flag  = "🇳🇴👨‍👩‍👧"
}
resource "terraform_data" "unicode" {
  for_each = toset([local.nfc, local.nfd, "å"])
  input    = each.key
}
output "all" {
  value = {
    equal    = [local.nfc == local.nfd, local.nfd == local.typed]
    length   = [length(local.nfd), length(local.flag), length("日本")]
    lookup   = local.names["\u00e9"]
    keys     = keys(local.names)
    substr   = [substr(local.flag, 0, 1), substr("日本語", 1, 1)]
    reverse  = strrev("ab\u0301c")
    upper    = [upper("straße"), lower("İI"), title("éa ñb")]
    concat   = "e${"\u0301"}"
    concat_l = length("e${"\u0301"}")
    split    = split("", "aé😀")
    format   = format("[%4s|%-4s|%.1s]", "é", "日", "日本")
    sort     = sort(["é", "z", "a", "Z", "😀", "\uffee"])
    map_sort = keys({ "é" = 1, z = 1, a = 1, Z = 1, "😀" = 1, "\uffee" = 1 })
    json     = jsonencode({ "k\u00e9" = "\u2028\u2029\u007f<😀" })
    b64      = base64encode(local.nfd)
    url      = urlencode("é 日")
    trim     = trimspace("\u00a0x\u2003")
    regex    = regexall("\\p{L}+", "aé日 1b")
    file     = file("${path.module}/nfd.txt") == "caf\u00e9\n"
    len_file = length(file("nfd.txt"))
    ident    = local.über
  }
}
locals {
  über = "identifier"
}
