locals {
  names = ["a", "b"]
}
output "value" {
  value = local.names
  precondition {
    condition     = length(local.names) == 3
    error_message = "needs three names"
  }
}
