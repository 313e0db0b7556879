variable "session" {
  ephemeral = true
  default   = "abc"
}
resource "terraform_data" "a" {
  input = "fine"
}
resource "terraform_data" "b" {
  input = "x-${var.session}"
}
