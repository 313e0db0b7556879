resource "aws_sqs_queue" "some" {
  name                       = "some"
  visibility_timeout_seconds = 30
  delay_seconds              = 0
  tags = {
    owner = "team"
    build = "1"
  }

  lifecycle {
    ignore_changes = [visibility_timeout_seconds, tags["build"]]
  }
}

resource "aws_sqs_queue" "all" {
  name          = "all"
  delay_seconds = 0

  lifecycle {
    ignore_changes = all
  }
}
