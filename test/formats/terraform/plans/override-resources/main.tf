variable "name" {
  default = "base"
}
resource "terraform_data" "a" {
  count            = 1
  input            = { from = "base", name = var.name }
  triggers_replace = ["base"]
  lifecycle {
    create_before_destroy = true
    ignore_changes        = [triggers_replace]
  }
}
resource "terraform_data" "b" {
  for_each = toset(["x"])
  input    = "base-${each.key}"
}
resource "terraform_data" "c" {
  input = "base"
}
