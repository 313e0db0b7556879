resource "aws_sqs_queue" "adopted" {
  name = "adopted"
}
import {
  to = aws_sqs_queue.adopted
  id = "https://sqs.eu-west-1.amazonaws.com/111122223333/adopted"
}
variable "which" { default = "one" }
