resource "terraform_data" "each" {
  for_each = toset(["a", "b"])
  input    = each.key
}
resource "terraform_data" "counted" {
  count = 2
  input = count.index
}
resource "terraform_data" "single" {
  input = 1
}
output "no_key" {
  value = terraform_data.each.input
}
output "no_index" {
  value = terraform_data.counted.input
}
output "fine" {
  value = terraform_data.each["a"].input
}
