locals { l = "o" }
output "o" { description = "kept" }
