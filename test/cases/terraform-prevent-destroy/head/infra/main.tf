resource "aws_sqs_queue" "renamed" {
  name = "orders-v2"
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_sqs_queue" "fewer" {
  count = 1
  name  = "fewer-${count.index}"
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_sqs_queue" "changed" {
  name          = "changed"
  delay_seconds = 5
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_iam_user" "renamed" {
  name = "ci-v2"
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_sqs_queue" "let_go" {
  name = "let-it-go"
}
