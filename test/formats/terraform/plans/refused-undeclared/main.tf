locals {
  a = { known = 1 }
}
output "variable" {
  value = var.nowhere
}
output "local" {
  value = local.nowhere
}
output "resource" {
  value = terraform_data.nowhere.id
}
output "module" {
  value = module.nowhere.x
}
