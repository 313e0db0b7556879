resource "aws_iam_role" "same" {
  name = "same"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole"]
      Principal = { Service = "lambda.amazonaws.com", AWS = "111122223333" }
      Condition = { StringEquals = { "aws:SourceAccount" = ["111122223333", "444455556666"] } }
    }]
  })
  max_session_duration = 7200
}

resource "aws_iam_role" "differs" {
  name                 = "differs"
  assume_role_policy   = <<-POLICY
    { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } }] }
  POLICY
  max_session_duration = 7200
}
