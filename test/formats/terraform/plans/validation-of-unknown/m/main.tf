variable "id" {
  type = string
  validation {
    condition     = length(var.id) == 36
    error_message = "not an id"
  }
}
variable "name" {
  type = string
  validation {
    condition     = startswith(var.name, "n-")
    error_message = "bad name"
  }
}
resource "terraform_data" "m" {
  input = { id = var.id, name = var.name, fixed = 1 }
}
