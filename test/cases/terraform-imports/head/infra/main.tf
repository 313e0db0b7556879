resource "aws_sqs_queue" "adopted" {
  name          = "adopted"
  delay_seconds = 1
}
import {
  to = aws_sqs_queue.adopted
  id = "https://sqs.eu-west-1.amazonaws.com/111122223333/adopted"
}
resource "aws_sqs_queue" "there" {
  name = "there"
}
import {
  to = aws_sqs_queue.there
  id = var.unknown
}
resource "aws_sqs_queue" "gone" {
  name = "gone"
}
import {
  to = aws_sqs_queue.gone
  id = "https://sqs.eu-west-1.amazonaws.com/111122223333/gone"
}
resource "aws_sqs_queue" "one_of" {
  count = 2
  name  = "one-of-${count.index}"
}
import {
  to = aws_sqs_queue.one_of[var.unknown]
  id = "one-of"
}
resource "aws_sqs_queue" "nameless" {}
import {
  to = aws_sqs_queue.nameless
  id = "https://sqs.eu-west-1.amazonaws.com/111122223333/nameless"
}
import {
  to = aws_sqs_queue.misspelt
  id = "misspelt"
}
variable "which" { default = "one" }
variable "unknown" {}
