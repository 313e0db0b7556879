variable "password" {
  type      = string
  sensitive = true
  default   = "hunter2"
}
variable "database" {
  type      = object({ user = string, hosts = list(string) })
  sensitive = true
  default   = { user = "admin", hosts = ["a", "b"] }
}
variable "tokens" {
  type    = map(string)
  default = { a = "1", b = "2" }
}
locals {
  url      = "postgres://${var.database.user}:${var.password}@${var.database.hosts[0]}"
  config   = { host = "db.internal", password = var.password, port = 5432 }
  list     = ["plain", var.password, upper(var.password)]
  merged   = merge({ a = 1 }, { b = var.password })
  sized    = length(var.database.hosts)
  branch   = var.password == "hunter2" ? "default" : "changed"
  open     = nonsensitive(var.password)
  closed   = sensitive("made so")
  tokens   = { for name, token in var.tokens : name => sensitive(token) }
  encoded  = jsonencode(local.config)
  is       = [issensitive(var.password), issensitive("x"), issensitive(local.config.password)]
  safe_for = [for host in var.database.hosts : host]
}
resource "terraform_data" "a" {
  input = {
    url      = local.url
    config   = local.config
    list     = local.list
    merged   = local.merged
    sized    = local.sized
    branch   = local.branch
    open     = local.open
    closed   = local.closed
    tokens   = local.tokens
    encoded  = local.encoded
    is       = local.is
    safe_for = local.safe_for
    port     = local.config.port
    keys     = keys(local.config)
    user     = var.database.user
    whole    = var.database
    element  = local.list[0]
    values   = values(local.tokens)
    concat   = concat(["x"], local.list)
    join     = join("-", local.list)
    lookup   = lookup(local.config, "host", "none")
    template = "${local.config.host}:${local.config.port}"
    try      = try(var.database.missing, "not there")
  }
  triggers_replace = [sha256(var.password), local.config.host]
}
resource "terraform_data" "per_host" {
  for_each = toset(nonsensitive(var.database.hosts))
  input    = each.key
}
resource "terraform_data" "counted" {
  count = nonsensitive(length(var.password)) > 3 ? 1 : 0
  input = var.password
}
output "url" {
  value     = local.url
  sensitive = true
}
output "plain" {
  value = { for k, v in local.config : k => nonsensitive(v) if !issensitive(v) }
}
output "marked" {
  value     = "not secret, but marked"
  sensitive = true
}
output "open" { value = local.open }
