variable "plain" {}
variable "pair" {
  type = tuple([string, number])
}
output "pair" { value = var.pair }
