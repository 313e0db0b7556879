data "aws_sqs_queue" "ledger" {
  name = "ledger-events"
}
