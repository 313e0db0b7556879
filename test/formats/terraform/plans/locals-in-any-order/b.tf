locals {
  index  = length(local.y) - 2
  y      = "${local.x}y"
  total  = sum([for name, count in local.counts : count])
  counts = { for word in local.words : word => length(regexall(word, local.text)) }
}
