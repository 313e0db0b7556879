variable "hosts" {
  type      = set(string)
  sensitive = true
  default   = ["a", "b"]
}
resource "terraform_data" "host" {
  for_each = var.hosts
  input    = each.key
}
