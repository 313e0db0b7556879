variable "nullable" {
  default = "nullable default"
}
variable "strict" {
  default  = "strict default"
  nullable = false
}
variable "strict_no" {
  type     = list(string)
  default  = []
  nullable = false
}
variable "object" {
  type    = object({ a = optional(string, "A"), b = optional(string) })
  default = { b = "B" }
}
output "all" {
  value = { nullable = var.nullable, strict = var.strict, list = var.strict_no, object = var.object }
}
