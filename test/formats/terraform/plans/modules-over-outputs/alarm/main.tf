variable "queue" {
  type = object({ arn = string, visibility = number })
}
output "text" { value = "${element(split(":", var.queue.arn), 5)} after ${var.queue.visibility * 2}s" }
