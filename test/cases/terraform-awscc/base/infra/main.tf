resource "awscc_sqs_queue" "invoices" {
  queue_name              = "invoices"
  visibility_timeout      = 30
  sqs_managed_sse_enabled = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = awscc_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })

  tags = [{
    key   = "team"
    value = "billing"
  }]
}

resource "awscc_sqs_queue" "dead" {
  queue_name = "dead"
}

resource "awscc_dynamodb_table" "accounts" {
  table_name   = "accounts"
  billing_mode = "PAY_PER_REQUEST"

  attribute_definitions = [{ attribute_name = "id", attribute_type = "S" }]
  key_schema            = [{ attribute_name = "id", key_type = "HASH" }]
}

resource "awscc_s3_bucket" "receipts" {
  bucket_name = "receipts"

  versioning_configuration = {
    status = "Enabled"
  }
}

resource "awscc_glue_job" "unknown" {
  name = "job"
}

data "awscc_sns_topic" "alerts" {
  id = "arn:aws:sns:eu-west-1:111122223333:alerts"
}
