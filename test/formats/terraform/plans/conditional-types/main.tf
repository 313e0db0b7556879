terraform {
  required_version = "< 1.12"
}
resource "terraform_data" "u" {}
output "a" { value = true ? 1 : "x" }
output "b" { value = true ? [1] : ["x", 2] }
output "c" { value = false ? {} : { a = 1 } }
output "d" { value = true ? null : "x" }
output "e" { value = terraform_data.u.id == "x" ? "p" : "p" }
output "f" { value = terraform_data.u.id != null }
output "g" { value = terraform_data.u.id == null ? 1 : 2 }
output "h" { value = true ? toset(["a"]) : toset([]) }
output "i" { value = true ? tolist([1]) : tolist(["a"]) }
output "j" { value = [true ? { a = 1, b = "x" } : { a = "1", b = "y" }] }
output "k" { value = terraform_data.u.id == "x" ? [1, 2] : [3, 4] }
output "l" { value = terraform_data.u.id == "x" ? [1, 2] : [3] }
output "m" { value = true || terraform_data.u.id == "x" }
output "n" { value = terraform_data.u.id == "x" && false }
