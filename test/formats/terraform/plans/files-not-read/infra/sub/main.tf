resource "terraform_data" "sub" { input = "no" }
