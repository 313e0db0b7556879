resource "terraform_data" "a" {
  input = local.a
}
