resource "terraform_data" "one" {}
resource "terraform_data" "two" {}
resource "terraform_data" "three" {}
import {
  to = terraform_data.none
  id = "none"
}
import {
  to = terraform_data.one
  id = ""
}
import {
  to = terraform_data.two
  id = null
}
