moved {
  from = terraform_data.old
  to   = terraform_data.renamed
}
moved {
  from = module.gone
  to   = module.here["a"]
}
removed {
  from = terraform_data.forgotten
  lifecycle {
    destroy = false
  }
}
removed {
  from = module.removed.terraform_data.x
  lifecycle {
    destroy = true
  }
}
import {
  to = terraform_data.adopted
  id = "adopted-id"
}
import {
  for_each = { a = "id-a", b = "id-b" }
  to       = terraform_data.adopted_each[each.key]
  id       = each.value
}
resource "terraform_data" "renamed" {
  input = "renamed"
}
resource "terraform_data" "adopted" {
  input = "adopted"
}
resource "terraform_data" "adopted_each" {
  for_each = toset(["a", "b"])
  input    = each.key
}
module "here" {
  source   = "./m"
  for_each = toset(["a"])
}
check "healthy" {
  assert {
    condition     = terraform_data.renamed.input == "something else"
    error_message = "A check that fails is only a warning: ${terraform_data.renamed.input}."
  }
  assert {
    condition     = length(module.here) == 1
    error_message = "never"
  }
}
check "unknown" {
  assert {
    condition     = terraform_data.renamed.output == "x"
    error_message = "cannot be told yet"
  }
}
output "here" { value = { for k, m in module.here : k => m.v } }
