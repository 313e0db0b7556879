from aws_cdk import Stack, aws_dynamodb as dynamodb

STAGE = "prod"


class Orders(Stack):
    def __init__(self, app):
        super().__init__(app, "Orders")
        dynamodb.Table.from_table_name(self, "Orders", f"orders-{STAGE}")
