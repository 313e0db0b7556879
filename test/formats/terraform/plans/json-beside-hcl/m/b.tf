output "keys" { value = keys(var.value) }
output "same" { value = var.value.b[3] }
