resource "aws_iam_role_policy_attachment" "removed_by_hand" {
  role       = "orders"
  policy_arn = "arn:aws:iam::111122223333:policy/orders-write"
}

resource "aws_iam_role_policy_attachment" "there" {
  role       = "orders"
  policy_arn = "arn:aws:iam::111122223333:policy/orders-read"
}

resource "aws_iam_role_policy_attachment" "of_no_role" {
  role       = "gone"
  policy_arn = "arn:aws:iam::111122223333:policy/orders-read"
}

resource "aws_s3_bucket_versioning" "receipts" {
  bucket = "receipts"

  versioning_configuration {
    status = "Enabled"
  }
}
