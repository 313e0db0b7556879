resource "terraform_data" "a" {
  input = 2
}

resource "terraform_data" "missing" {
  input = 3
}
