resource "terraform_data" "inner" {}
import {
  to = terraform_data.inner
  id = "c"
}
