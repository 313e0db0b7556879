variable "keep" { default = true }
resource "terraform_data" "one" {}
removed {
  from = terraform_data.many[1]
  lifecycle {
    destroy = false
  }
}
removed {
  from = data.terraform_remote_state.other
  lifecycle {
    destroy = false
  }
}
removed {
  from = terraform_data.gone
  lifecycle {
    destroy = var.keep
  }
}
