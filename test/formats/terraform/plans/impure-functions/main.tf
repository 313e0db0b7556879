locals {
  now  = timestamp()
  uuid = uuid()
}
resource "terraform_data" "all" {
  input = {
    now     = local.now
    date    = formatdate("YYYY", local.now)
    uuid    = local.uuid
    name    = "build-${local.uuid}"
    bcrypt  = bcrypt("x")
    length  = length([local.now, local.uuid])
    object  = { stamp = local.now, fixed = "f" }
    keys    = keys({ stamp = local.now })
    fixed   = timeadd("2024-01-01T00:00:00Z", "1h30m")
    known   = true ? "k" : local.now
    merged  = merge({ at = local.now }, { by = "me" })
    lookup  = lookup({ at = local.now, by = "me" }, "by", "?")
    chosen  = try(local.now, "never")
    either  = local.now == "" ? { same = 1, diff = 1 } : { same = 1, diff = 2 }
  }
}
output "stamped" {
  value = { at = local.now, fixed = [1, 2] }
}
