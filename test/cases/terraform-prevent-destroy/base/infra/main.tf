resource "aws_sqs_queue" "renamed" {
  name = "orders"
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_sqs_queue" "fewer" {
  count = 2
  name  = "fewer-${count.index}"
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_sqs_queue" "taken_out" {
  name = "taken-out"
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_sqs_queue" "changed" {
  name = "changed"
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_iam_user" "renamed" {
  name = "ci"
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_sqs_queue" "let_go" {
  name = "let-go"
  lifecycle {
    prevent_destroy = true
  }
}
