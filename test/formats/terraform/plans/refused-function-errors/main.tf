output "arity" {
  value = upper("a", "b")
}
output "nothing" {
  value = coalesce("", null)
}
output "network" {
  value = cidrsubnet("10.0.0.0/30", 8, 1)
}
output "decoded" {
  value = jsondecode("{")
}
output "operand" {
  value = "a" + 1
}
output "division" {
  value = 1 / 0
}
output "regex" {
  value = regex("^x", "y")
}
output "fine" {
  value = try(regex("^x", "y"), "fine")
}
