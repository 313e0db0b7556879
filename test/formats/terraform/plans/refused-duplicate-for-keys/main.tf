locals {
  people = [{ name = "ada", id = 1 }, { name = "ada", id = 2 }]
  by_id  = { for p in local.people : p.id => p.name }
  by_name = {
    for p in local.people : p.name => p.id
  }
}
output "by_id" { value = local.by_id }
output "by_name" { value = local.by_name }
