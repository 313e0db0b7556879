terraform {
  required_version = "~> 1.11.0"
}
output "b" { value = element(tolist([1,2,3]), -1) }
output "c" { value = element([1,2,3], -3) }
