variable "services" {
  type = map(object({
    image  = string
    cpu    = optional(number, 256)
    memory = optional(number)
    env    = optional(map(string), {})
    health = optional(object({
      path     = optional(string, "/health")
      interval = optional(number, 30)
      matcher  = optional(set(string), ["200", "204"])
    }), {})
    sidecars = optional(list(object({
      name = string
      port = optional(number, 9000)
    })), [{ name = "envoy" }])
    scaling = optional(object({
      min = optional(number, 1)
      max = optional(number, 2)
    }))
  }))
  default = {
    web = {
      image  = "web:1"
      cpu    = 512
      env    = { LOG = "debug", N = 1 }
      health = { path = "/up" }
    }
    api = {
      image    = "api:2"
      cpu      = null
      memory   = "1024"
      health   = null
      sidecars = [{ name = "a", port = null }, { name = "b", port = "1" }]
      scaling  = {}
    }
    job = {
      image    = "job:3"
      sidecars = []
      scaling  = { max = 10 }
      ignored  = { anything = true }
    }
  }
}
variable "tags" {
  type    = object({ team = optional(string, "core"), cost = optional(any, "none"), extra = optional(list(any), [1, "a"]) })
  default = {}
}
variable "matrix" {
  type    = list(list(object({ on = optional(bool, true) })))
  default = [[{}, { on = false }], [], [{ on = null }]]
}
variable "pair" {
  type    = tuple([string, object({ n = optional(number, 5) })])
  default = [1, {}]
}
resource "terraform_data" "service" {
  for_each = var.services
  input    = each.value
}
output "tags" { value = var.tags }
output "matrix" { value = var.matrix }
output "pair" { value = var.pair }
output "ports" { value = { for name, s in var.services : name => s.sidecars[*].port } }
output "intervals" { value = [for s in var.services : s.health.interval] }
output "scaled" { value = { for name, s in var.services : name => s.scaling.max if s.scaling != null } }
