data "aws_sns_topic" "alerts" {
  name = "alerts"
}
output "topic" {
  value = "${data.aws_sns_topic.alerts.arn}-2"
}
