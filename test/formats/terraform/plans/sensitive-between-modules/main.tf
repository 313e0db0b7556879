module "secret" {
  source = "./secret"
  seed   = "s33d"
}
module "user" {
  source   = "./user"
  password = module.secret.password
  name     = module.secret.name
}
resource "terraform_data" "user" {
  input = {
    login  = module.user.login
    name   = module.user.name
    object = module.secret.object
    part   = module.secret.object.plain
    whole  = module.secret
  }
}
output "login" {
  value     = module.user.login
  sensitive = true
}
output "name" {
  value = module.user.name
}
