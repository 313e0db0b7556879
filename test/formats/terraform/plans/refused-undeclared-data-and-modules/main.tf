output "a" { value = try(data.terraform_remote_state.none.x, 1) }
output "b" { value = false ? module.none.x : 1 }
