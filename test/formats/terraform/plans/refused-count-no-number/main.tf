resource "terraform_data" "fine" {
  count = "2"
  input = count.index
}
resource "terraform_data" "word" {
  count = "many"
  input = count.index
}
