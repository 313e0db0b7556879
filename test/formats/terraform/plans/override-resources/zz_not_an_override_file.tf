resource "terraform_data" "d" {
  input = "plain file"
}
