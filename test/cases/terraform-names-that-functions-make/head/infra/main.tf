variable "env" {}
variable "network" { default = "10.20.0.0/16" }
variable "team" {
  type = object({
    name  = string
    shift = optional(string, "day")
  })
  default = { name = "Orders Team" }
}
locals {
  slug   = replace(lower(var.team.name), "/[^a-z]+/", "-")
  octets = split(".", cidrhost(cidrsubnet(var.network, 8, 5), 7))
  parts  = compact([var.env, local.slug, null, "", var.team.shift])
}
resource "aws_sqs_queue" "named" {
  name                       = join("-", concat(local.parts, [local.octets[2], substr(sha256("orders"), 0, 6)]))
  visibility_timeout_seconds = max(60, 10 * 3)
}
