resource "terraform_data" "kept" {}
module "kept" { source = "./m" }
removed {
  from = terraform_data.kept
  lifecycle {
    destroy = false
  }
}
removed {
  from = module.kept.terraform_data.inner
  lifecycle {
    destroy = true
  }
}
removed {
  from = module.kept
  lifecycle {
    destroy = false
  }
}
