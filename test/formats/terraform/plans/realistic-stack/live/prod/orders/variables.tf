variable "project" { type = string }
variable "region" { type = string }
variable "image_tag" { type = string }
variable "owners" { type = set(string) }
variable "replicas" {
  type = object({ min = number, max = number, target = optional(number, 60) })
  validation {
    condition     = var.replicas.min <= var.replicas.max
    error_message = "min <= max"
  }
}
variable "queues" {
  type = map(object({
    visibility = optional(number, 60)
    fifo       = optional(bool, false)
    dlq        = optional(object({ max = optional(number, 5), days = optional(number, 14) }))
  }))
}
variable "alarms" {
  type    = map(number)
  default = {}
}
