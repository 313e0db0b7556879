variable "s" {
  type = "bool"
  default = true
}
