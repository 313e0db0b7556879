resource "terraform_data" "one" {}
module "m" { source = "./m" }
import {
  to = terraform_data.one
  id = "a"
}
import {
  to = terraform_data.one
  id = "b"
}
