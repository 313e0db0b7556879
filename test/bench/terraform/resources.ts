import type { Random } from "../random.ts";
import { resourceName } from "./names.ts";

/** The text of one block, named by the second argument. */
type Writer = (random: Random, name: string) => string;

/**
 * Resource and data blocks as people write them: references and templates in most, `jsonencode`, heredocs, `count`,
 * `for_each`, `dynamic` and nested blocks in some. Names with `var.` and `local.` exist in every generated module.
 */
const WRITERS: readonly [Writer, ...Writer[]] = [
  (random, name) => `resource "aws_sqs_queue" "${name}" {
  name                       = "\${local.prefix}-${name}"
  visibility_timeout_seconds = ${30 * (1 + random.below(10))}
  message_retention_seconds  = var.retention_days * 86400
  receive_wait_time_seconds  = 20
  kms_master_key_id          = var.kms_key_id

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.${name}_dlq.arn
    maxReceiveCount     = ${3 + random.below(5)}
  })

  tags = merge(local.tags, { Name = "${name}" })
}

resource "aws_sqs_queue" "${name}_dlq" {
  name                      = "\${local.prefix}-${name}-dlq"
  message_retention_seconds = 1209600
  tags                      = local.tags
}
`,
  (random, name) => `resource "aws_lambda_function" "${name}" {
  function_name = format("%s-%s", local.prefix, "${name}")
  role          = aws_iam_role.${name}.arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  memory_size   = ${128 * (1 + random.below(16))}
  timeout       = var.environment == "prod" ? ${30 + random.below(60)} : 10
  filename      = "\${path.module}/dist/${name}.zip"

  environment {
    variables = {
      ENVIRONMENT = var.environment
      LOG_LEVEL   = lookup(var.log_levels, var.environment, "info")
      TABLE_NAME  = "\${local.prefix}-${name}"
      ENDPOINT    = "https://${name}.\${var.environment}.internal.example.com"
    }
  }

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.${name}.id]
  }

  tags = local.tags
}

resource "aws_security_group" "${name}" {
  name_prefix = "\${local.prefix}-${name}-"
  description = "Traffic of ${name}"
  vpc_id      = var.vpc_id

  dynamic "ingress" {
    for_each = var.allowed_ports
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["10.0.0.0/8", "172.16.0.0/12"]
    }
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_iam_role" "${name}" {
  name               = "\${local.prefix}-${name}"
  assume_role_policy = data.aws_iam_policy_document.${name}.json
}

data "aws_iam_policy_document" "${name}" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}
`,
  (random, name) => `resource "aws_dynamodb_table" "${name}" {
  name         = "\${local.prefix}-${name}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "pk"
  range_key    = "sk"

  attribute {
    name = "pk"
    type = "S"
  }

  attribute {
    name = "sk"
    type = "${random.pick(["S", "N"])}"
  }

  attribute {
    name = "email"
    type = "S"
  }

  global_secondary_index {
    name            = "by_email"
    hash_key        = "email"
    projection_type = "ALL"
  }

  point_in_time_recovery {
    enabled = var.environment == "prod"
  }

  ttl {
    attribute_name = "expires_at"
    enabled        = true
  }

  lifecycle {
    prevent_destroy = true
  }
}
`,
  (_, name) => `resource "aws_s3_bucket" "${name}" {
  bucket = "acme-\${local.prefix}-${name}"
  tags   = merge(local.tags, { "data-classification" = "internal" })
}

resource "aws_s3_bucket_public_access_block" "${name}" {
  bucket                  = aws_s3_bucket.${name}.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "${name}" {
  bucket = aws_s3_bucket.${name}.id
  policy = <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "DenyInsecureTransport",
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:*",
      "Resource": ["\${aws_s3_bucket.${name}.arn}", "\${aws_s3_bucket.${name}.arn}/*"],
      "Condition": { "Bool": { "aws:SecureTransport": "false" } }
    }
  ]
}
POLICY
}
`,
  (random, name) => `# Pages the team when ${name} falls behind.
resource "aws_cloudwatch_metric_alarm" "${name}" {
  count = var.environment == "prod" ? 1 : 0

  alarm_name          = "\${local.prefix}-${name}-age"
  alarm_description   = "The oldest message of ${name} waits too long"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  comparison_operator = "GreaterThanThreshold"
  statistic           = "Maximum"
  threshold           = ${60 * (1 + random.below(20))}
  period              = 60
  evaluation_periods  = 3
  alarm_actions       = [var.alarm_topic_arn]

  dimensions = {
    QueueName = "\${local.prefix}-${name}"
  }
}
`,
  (random, name) => `resource "aws_ecs_service" "${name}" {
  name            = "${name}"
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.${name}.arn
  desired_count   = ${1 + random.below(8)}
  launch_type     = "FARGATE"

  network_configuration {
    subnets          = var.subnet_ids
    assign_public_ip = false
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}

resource "aws_ecs_task_definition" "${name}" {
  family                   = "\${local.prefix}-${name}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = ${256 * (1 + random.below(4))}
  memory                   = 2048

  container_definitions = jsonencode([
    {
      name      = "${name}"
      image     = "\${var.registry}/${name}:\${var.image_tag}"
      essential = true
      portMappings = [{ containerPort = 8080, protocol = "tcp" }]
      environment = [for key, value in local.settings : { name = upper(key), value = value }]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.${name}.name
          "awslogs-region"        = var.region
          "awslogs-stream-prefix" = "${name}"
        }
      }
    }
  ])
}

resource "aws_cloudwatch_log_group" "${name}" {
  name              = "/ecs/\${local.prefix}/${name}"
  retention_in_days = var.retention_days
}
`,
  (_, name) => `data "aws_sqs_queue" "${name}" {
  name = "\${var.environment}-${name}"
}

data "aws_ssm_parameter" "${name}" {
  name = "/\${var.environment}/${name}/url"
}

resource "aws_sns_topic_subscription" "${name}" {
  for_each = toset(var.topic_arns)

  topic_arn            = each.value
  protocol             = "sqs"
  endpoint             = data.aws_sqs_queue.${name}.arn
  raw_message_delivery = true
}
`,
  (random, name) => `resource "aws_instance" "${name}" {
  ami                    = var.ami_id
  instance_type          = "${random.pick(["t3.small", "t3.medium", "m7g.large"])}"
  subnet_id              = element(var.subnet_ids, ${random.below(3)})
  monitoring             = true

  user_data = <<-EOT
    #!/bin/bash
    set -euo pipefail
    hostnamectl set-hostname ${name}.\${var.environment}.internal
    cat > /etc/${name}.conf <<CONF
    region = \${var.region}
    queue = \${local.prefix}-${name}
    %{ for port in var.allowed_ports ~}
    listen = \${port}
    %{ endfor ~}
    CONF
    systemctl enable --now ${name}
  EOT

  root_block_device {
    volume_type = "gp3"
    volume_size = ${20 + random.below(200)}
    encrypted   = true
  }
}
`,
];

/** As many blocks as it takes to reach `bytes`; `first` keeps their names apart from those of the module's other files. */
export function writeResources(random: Random, bytes: number, first: number): string {
  let text = "";
  for (let index = first; text.length < bytes; index++) {
    text += `${text === "" ? "" : "\n"}${random.pick(WRITERS)(random, resourceName(random, index))}`;
  }
  return text;
}
