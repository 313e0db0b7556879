resource "terraform_data" "good" {
  input = 1
}
