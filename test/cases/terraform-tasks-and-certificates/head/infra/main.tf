terraform {
  backend "s3" {
    bucket = "tf-state"
    key    = "prod.tfstate"
    region = "us-east-1"
  }
}

resource "aws_ecs_task_definition" "orders" {
  family                   = "orders"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 512
  container_definitions    = jsonencode([{ name = "orders", image = "orders:1" }])
}

resource "aws_ecs_task_definition" "applied_by_hand" {
  family                = "carts"
  memory                = 1024
  container_definitions = jsonencode([{ name = "carts", image = "carts:2" }])
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  cluster         = "shop"
  desired_count   = 3
  task_definition = aws_ecs_task_definition.orders.arn
}

resource "aws_acm_certificate" "shop" {
  domain_name               = "shop.example.com"
  subject_alternative_names = ["www.example.com", "m.example.com"]
  validation_method         = "DNS"
  tags                      = { team = "shop" }
}

resource "aws_acm_certificate_validation" "shop" {
  timeouts {
    create = "1h"
  }

  certificate_arn = aws_acm_certificate.shop.arn
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/front/1"
  port              = 443
  ssl_policy        = "ELBSecurityPolicy-2016-08"
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate_validation.shop.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/orders/1"
  }
}

data "aws_acm_certificate" "newest" {
  domain      = "shop.example.com"
  most_recent = false
}

data "aws_ecs_task_definition" "newest" {
  task_definition = "carts"
}

data "aws_ecs_task_definition" "third" {
  task_definition = "orders:4"
}
