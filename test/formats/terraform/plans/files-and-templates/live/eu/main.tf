locals {
  config = yamldecode(file("${path.module}/config/services.yaml"))
  extra  = jsondecode(file("${path.root}/config/extra.json"))
  users  = csvdecode(file("config/users.csv"))
  files  = { for f in fileset("${path.module}/config", "**/*.json") : f => jsondecode(file("${path.module}/config/${f}")) }
  shared = yamldecode(file("${path.module}/../../shared/shared.yaml"))
}
resource "terraform_data" "service" {
  for_each = { for s in local.config.services : s.name => merge(local.config.defaults, s) }
  input    = each.value
}
resource "terraform_data" "user" {
  for_each = { for u in local.users : u.name => u }
  input    = { id = tonumber(each.value.id), admin = each.value.admin == "yes" }
}
resource "terraform_data" "file" {
  for_each = fileset(path.module, "config/{a,b}*.{json,txt}")
  input    = filesha256("${path.module}/${each.value}")
}
module "policy" {
  source = "../../modules/policy"
  name   = "eu"
}
output "policy" { value = module.policy.json }
output "module_paths" { value = module.policy.paths }
output "extra" { value = local.extra }
output "files" { value = local.files }
output "exists" { value = [fileexists("config/extra.json"), fileexists("${path.module}/nope")] }
output "yaml" { value = local.config.odd }
output "shared" { value = local.shared }
output "hashes" {
  value = {
    md5    = filemd5("config/a.txt")
    sha1   = filesha1("config/a.txt")
    b64    = filebase64("config/a.txt")
    sha256 = filebase64sha256("config/a.txt")
  }
}
output "no_newline" { value = file("config/nonl.txt") }
output "dirs" { value = [dirname("${path.module}/config/a.txt"), basename("config/a.txt"), fileset("config", "*"), fileset("config", "none/*")] }
output "template" {
  value = templatefile("${path.module}/templates/user_data.sh.tftpl", {
    name  = "web"
    ports = [80, 443]
    env   = { B = "2", A = "1" }
    debug = false
  })
}
