data "archive_file" "folder" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "folder.zip"
}

data "archive_file" "file" {
  type        = "zip"
  source_file = "${path.module}/one/index.js"
  output_path = "file.zip"
}

data "archive_file" "same" {
  type        = "zip"
  source_file = "${path.module}/one/same.js"
  output_path = "same.zip"
}

resource "aws_lambda_function" "folder" {
  function_name    = "folder"
  role             = "arn:aws:iam::111122223333:role/lambda"
  handler          = "index.handler"
  runtime          = "nodejs24.x"
  filename         = data.archive_file.folder.output_path
  source_code_hash = data.archive_file.folder.output_base64sha256
}

resource "aws_lambda_function" "file" {
  function_name    = "file"
  role             = "arn:aws:iam::111122223333:role/lambda"
  handler          = "index.handler"
  runtime          = "nodejs24.x"
  filename         = data.archive_file.file.output_path
  source_code_hash = data.archive_file.file.output_base64sha256
}

resource "aws_lambda_function" "same" {
  function_name    = "same"
  role             = "arn:aws:iam::111122223333:role/lambda"
  handler          = "index.handler"
  runtime          = "nodejs24.x"
  filename         = data.archive_file.same.output_path
  source_code_hash = data.archive_file.same.output_base64sha256
}
