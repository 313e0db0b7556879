data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com", "events.amazonaws.com"]
    }
  }
}
resource "aws_iam_role" "hotfixed" {
  name               = "hotfixed"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
resource "aws_iam_role" "same" {
  name               = "same"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
