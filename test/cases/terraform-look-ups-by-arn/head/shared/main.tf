resource "aws_sqs_queue" "unrelated" { name = "unrelated" }
