locals {
  a = { known = 1 }
}
output "attribute" {
  value = local.a.nowhere
}
output "attribute_of_null" {
  value = local.null_.x
}
locals {
  null_ = null
}
