resource "terraform_data" "a" {
  count = 2
  input = { from = "a_override", index = count.index }
}
