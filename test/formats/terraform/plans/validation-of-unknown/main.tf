variable "zone" {
  default = "a"
  validation {
    condition     = terraform_data.src.output == null || contains(terraform_data.src.input, var.zone)
    error_message = "not a zone"
  }
}
resource "terraform_data" "src" {
  input = ["a", "b"]
}
module "m" {
  source = "./m"
  id     = terraform_data.src.id
  name   = "n-${terraform_data.src.id}"
}
output "zone" { value = var.zone }
