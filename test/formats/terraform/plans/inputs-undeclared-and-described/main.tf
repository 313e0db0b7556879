variable "declared" {
  type        = list(map(string))
  description = <<-EOT
    Several lines,
    with ${"nothing"} to evaluate? No: a literal only.
  EOT
}
output "declared" {
  description = "what was given"
  value       = var.declared
}
