resource "terraform_data" "a" { count = 2 }
output "one" { value = length(toset([terraform_data.a[0].id])) }
output "two" { value = length(toset([terraform_data.a[0].id, terraform_data.a[1].id])) }
output "mixed" { value = length(toset([terraform_data.a[0].id, "x", "y"])) }
output "list" { value = length([terraform_data.a[0].id, "x"]) }
output "map" { value = length({ a = terraform_data.a[0].id }) }
output "distinct" { value = length(distinct([terraform_data.a[0].id, "x"])) }
output "union" { value = length(setunion(toset([terraform_data.a[0].id]), toset(["x"]))) }
output "has" { value = contains(toset([terraform_data.a[0].id, "x"]), "x") }
output "hasnot" { value = contains(toset([terraform_data.a[0].id, "x"]), "y") }
output "str" { value = length(terraform_data.a[0].id) }
output "cmp" { value = length(toset([terraform_data.a[0].id])) > 0 }
output "one_of" { value = one(toset([terraform_data.a[0].id])) }
