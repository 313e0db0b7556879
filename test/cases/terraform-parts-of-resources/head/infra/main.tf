resource "aws_iam_role_policy_attachment" "removed_by_hand" {
  role       = "orders"
  policy_arn = "arn:aws:iam::111122223333:policy/orders-write"
  depends_on = []
}

resource "aws_iam_role_policy_attachment" "there" {
  role       = "orders"
  policy_arn = "arn:aws:iam::111122223333:policy/orders-read"
  depends_on = []
}

resource "aws_iam_role_policy_attachment" "of_no_role" {
  role       = "gone"
  policy_arn = "arn:aws:iam::111122223333:policy/orders-read"
  depends_on = []
}

resource "aws_s3_bucket_versioning" "receipts" {
  bucket     = "receipts"
  depends_on = []

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_iam_role_policy_attachment" "new" {
  role       = "orders"
  policy_arn = "arn:aws:iam::111122223333:policy/orders-new"
}
