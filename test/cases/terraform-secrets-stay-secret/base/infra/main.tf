resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = "arn:aws:iam::111122223333:role/worker"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  timeout       = 10
  filename      = "worker.zip"
  environment {
    variables = {
      TOKEN = "declared-secret-token"
      LEVEL = "info"
    }
  }
}
