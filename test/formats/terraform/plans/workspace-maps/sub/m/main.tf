output "p" { value = "${path.module}:${terraform.workspace}:${path.root}" }
