resource "terraform_data" "bad" {
  input = [1, 2
}
