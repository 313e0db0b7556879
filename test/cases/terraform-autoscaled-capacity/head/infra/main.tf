resource "aws_ecs_service" "scaled" {
  name            = "scaled"
  cluster         = "main"
  task_definition = "scaled:3"
  desired_count   = 2
  depends_on      = []
}

resource "aws_ecs_service" "beyond" {
  name            = "beyond"
  cluster         = "main"
  task_definition = "beyond:3"
  desired_count   = 2
  depends_on      = []
}

resource "aws_ecs_service" "unscaled" {
  name            = "unscaled"
  cluster         = "main"
  task_definition = "unscaled:3"
  desired_count   = 2
  depends_on      = []
}

resource "aws_autoscaling_group" "workers" {
  name             = "workers"
  min_size         = 1
  max_size         = 9
  desired_capacity = 2
  depends_on       = []
}
