resource "aws_iam_role" "app" {
  name                = "app"
  assume_role_policy  = "{}"
  description         = "v2"
  managed_policy_arns = [aws_iam_policy.send.arn]

  inline_policy {
    name   = "own"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:ListQueues", Resource = "*" }] })
  }
}

resource "aws_iam_policy" "send" {
  name   = "send"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_iam_role_policy" "read" {
  name   = "read"
  role   = aws_iam_role.app.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:GetObjectVersion"], Resource = "arn:aws:s3:::orders/*" }] })
}

resource "aws_iam_role_policy" "gone" {
  name   = "gone"
  role   = aws_iam_role.app.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:GetObjectVersion"], Resource = "*" }] })
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::aws:policy/CloudWatchLogsFullAccess"
  depends_on = []
}

resource "aws_iam_policy_attachment" "everyone" {
  name       = "everyone"
  roles      = [aws_iam_role.app.name]
  users      = ["ci"]
  policy_arn = "arn:aws:iam::aws:policy/IAMReadOnlyAccess"
  depends_on = []
}

resource "aws_iam_user_policy" "deploy" {
  name   = "deploy"
  user   = "ci"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["ecs:UpdateService", "ecs:DescribeServices"], Resource = "*" }] })
}

resource "aws_iam_user_policy_attachment" "there" {
  user       = "ci"
  policy_arn = "arn:aws:iam::aws:policy/IAMReadOnlyAccess"
  depends_on = []
}

resource "aws_iam_group_policy_attachment" "gone" {
  group      = "people"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  depends_on = []
}

resource "aws_iam_group_policy" "denied" {
  name   = "denied"
  group  = "people"
  policy = jsonencode({ Version = "2012-10-17", Statement = [], Id = "v2" })
}

resource "aws_iam_role_policy" "of_another" {
  name_prefix = "made-up-"
  role        = "other"
  policy      = jsonencode({ Version = "2012-10-17", Statement = [], Id = "v2" })
}

resource "aws_iam_role_policy_attachments_exclusive" "batch" {
  role_name   = "batch"
  policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
  depends_on = []
}
