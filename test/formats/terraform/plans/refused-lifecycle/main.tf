variable "keep" { default = true }
resource "terraform_data" "reference" {
  lifecycle {
    prevent_destroy = var.keep
  }
}
resource "terraform_data" "null" {
  lifecycle {
    create_before_destroy = null
  }
}
resource "terraform_data" "number" {
  lifecycle {
    prevent_destroy = 1
  }
}
resource "terraform_data" "unknown_argument" {
  lifecycle {
    prevent_destroy = "true"
    destroy         = false
  }
}
resource "terraform_data" "twice" {
  lifecycle {
    prevent_destroy = true
  }
  lifecycle {
    create_before_destroy = true
  }
}
