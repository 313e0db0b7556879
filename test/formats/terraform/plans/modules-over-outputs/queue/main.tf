variable "name" { type = string }
variable "config" {
  type = object({
    visibility = number
    retention  = optional(number, 86400)
  })
}
resource "terraform_data" "queue" {
  input = merge(var.config, { name = var.name })
}
output "arn" { value = "arn:aws:sqs:eu-west-1:111122223333:${var.name}" }
output "visibility" { value = terraform_data.queue.input.visibility }
