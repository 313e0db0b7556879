# An ARN where the type takes one: looked up where the ARN says.
data "aws_ssm_parameter" "shared" { name = "arn:aws:ssm:eu-west-1:444455556666:parameter/shared/ami" }
data "aws_ssm_parameter" "own" { name = "arn:aws:ssm:eu-west-1:111122223333:parameter/own" }
data "aws_ssm_parameter" "gone" { name = "arn:aws:ssm:eu-west-1:111122223333:parameter/app/gone" }
data "aws_ecs_cluster" "own" { cluster_name = "arn:aws:ecs:eu-west-1:111122223333:cluster/orders" }
data "aws_ecs_service" "own" {
  service_name = "web"
  cluster_arn  = data.aws_ecs_cluster.own.arn
}
data "aws_cloudwatch_event_bus" "shared" { name = "arn:aws:events:eu-west-1:777788889999:event-bus/shared" }
data "aws_lambda_function" "own" { function_name = "arn:aws:lambda:eu-west-1:111122223333:function:ship" }
data "aws_dynamodb_table" "own" { name = "arn:aws:dynamodb:eu-west-1:111122223333:table/accounts" }
data "aws_secretsmanager_secret" "own" { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" }
data "aws_secretsmanager_secret" "shared" { name = "arn:aws:secretsmanager:eu-west-1:444455556666:secret:shared-AbCdEf" }
data "aws_db_instance" "own" { db_instance_identifier = "arn:aws:rds:eu-west-1:111122223333:db:orders" }
data "aws_rds_cluster" "gone" { cluster_identifier = "arn:aws:rds:eu-west-1:111122223333:cluster:ledger" }
data "aws_iam_policy" "own" { arn = "arn:aws:iam::111122223333:policy/team/read-orders" }
data "aws_iam_policy" "gone" { arn = "arn:aws:iam::111122223333:policy/read-ledger" }

# Where the look-up does not reach: what is there is told, not that it is found.
data "aws_lambda_function" "elsewhere" { function_name = "arn:aws:lambda:us-east-1:111122223333:function:edge" }
data "aws_ecs_cluster" "foreign" { cluster_name = "arn:aws:ecs:eu-west-1:444455556666:cluster/orders" }

# No ARN is taken, or another one; what is AWS's own is no claim.
data "aws_sqs_queue" "wrong" { name = "arn:aws:sqs:eu-west-1:111122223333:orders" }
data "aws_lambda_function" "version" { function_name = "ship:7" }
data "aws_dynamodb_table" "wrong" { name = "arn:aws:sqs:eu-west-1:111122223333:orders" }
data "aws_iam_policy" "managed" { arn = "arn:aws:iam::aws:policy/ReadOnlyAccess" }
data "aws_db_instance" "resource_id" { db_instance_identifier = "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ" }

resource "aws_sqs_queue" "orders" { name = "orders" }
