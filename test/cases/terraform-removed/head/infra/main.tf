resource "aws_sns_topic" "kept" {
  name = "kept"
}
