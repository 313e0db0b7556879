from aws_cdk import Stack, aws_dynamodb as dynamodb, aws_s3 as s3, aws_secretsmanager, aws_sqs
from aws_cdk.aws_ssm import StringParameter

STAGE = "prod"


class Orders(Stack):
    def __init__(self, app):
        super().__init__(app, "Orders")
        dynamodb.Table.from_table_name(self, "Orders", f"orders-{STAGE}")
        s3.Bucket.from_bucket_name(self, "Exports", bucket_name="orders-" "exports")
        aws_secretsmanager.Secret.from_secret_name_v2(self, "Database", "orders/db")
        aws_sqs.Queue.from_queue_arn(self, "Queue", f"arn:aws:sqs:{self.region}:{self.account}:order")
        StringParameter.value_for_string_parameter(self, "/orders/image")
