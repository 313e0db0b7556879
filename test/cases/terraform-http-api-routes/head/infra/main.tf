terraform {
  backend "s3" {
    bucket = "tf-state"
    key    = "prod.tfstate"
    region = "us-east-1"
  }
}

resource "aws_apigatewayv2_api" "orders" {
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.orders.id
  integration_type       = "AWS_PROXY"
  integration_uri        = "arn:aws:lambda:eu-west-1:111122223333:function:orders"
  payload_format_version = "2.0"
  description            = "of orders"
}

resource "aws_apigatewayv2_route" "get" {
  api_id    = aws_apigatewayv2_api.orders.id
  route_key = "GET /orders"
  target    = "integrations/${aws_apigatewayv2_integration.orders.id}"
  operation_name = "x"
}

resource "aws_apigatewayv2_route" "gone" {
  api_id    = aws_apigatewayv2_api.orders.id
  route_key = "PUT /orders"
  target    = "integrations/${aws_apigatewayv2_integration.orders.id}"
  operation_name = "x"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id      = aws_apigatewayv2_api.orders.id
  name        = "$default"
  auto_deploy = true
  description = "of orders"

  route_settings {
    route_key              = "GET /orders"
    throttling_burst_limit = 10
  }
}
