resource "terraform_data" "a" {
  triggers_replace = "x"
  input            = terraform_data.a.triggers_replace
}
