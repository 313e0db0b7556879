resource "terraform_data" "hidden" { input = "no" }
