resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = "shop"
  task_definition = "web:7"
  desired_count   = 3
  launch_type     = "FARGATE"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  lifecycle {
    ignore_changes = [task_definition]
  }
}

resource "aws_ecs_service" "worker" {
  name            = "worker"
  cluster         = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
  task_definition = "worker:1"
  desired_count   = 1
  propagate_tags  = "TASK_DEFINITION"
}

data "aws_ecs_service" "gone" {
  service_name = "gone-3"
  cluster_arn  = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
}
