variable "parts" {
  type = list(string)
}
output "full" {
  value = join("-", var.parts)
}
output "tags" {
  value = { Name = join("/", reverse(var.parts)), Count = length(var.parts) }
}
