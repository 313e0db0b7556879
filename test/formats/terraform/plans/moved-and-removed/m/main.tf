resource "terraform_data" "inner" { input = "x" }
moved {
  from = terraform_data.outer
  to   = terraform_data.inner
}
removed {
  from = terraform_data.gone
  lifecycle {
    destroy = false
  }
}
