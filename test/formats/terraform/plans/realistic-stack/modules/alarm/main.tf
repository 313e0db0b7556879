variable "name" {}
variable "threshold" { type = number }
output "title" { value = format("%s over %d", var.name, var.threshold) }
resource "terraform_data" "alarm" {
  input = { title = format("%s over %d", var.name, var.threshold), threshold = var.threshold }
}
