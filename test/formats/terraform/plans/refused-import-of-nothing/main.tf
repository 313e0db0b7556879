module "m" {
  source = "./m"
}
import {
  to = terraform_data.none
  id = "a"
}
import {
  to = module.none.terraform_data.inner
  id = "b"
}
import {
  to = module.m.terraform_data.none
  id = "c"
}
import {
  to = module.m.terraform_data.inner
  id = "d"
}
