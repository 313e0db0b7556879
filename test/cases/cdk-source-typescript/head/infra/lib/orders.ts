import { Stack, type App } from "aws-cdk-lib";
import { Table } from "aws-cdk-lib/aws-dynamodb";
import { SecurityGroup } from "aws-cdk-lib/aws-ec2";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { StringParameter } from "aws-cdk-lib/aws-ssm";

const STAGE = "prod";

export class Orders extends Stack {
  private readonly exports = "orders-exports";

  constructor(app: App) {
    super(app, "Orders");
    Table.fromTableName(this, "Orders", `orders-${STAGE}`);
    Bucket.fromBucketName(this, "Exports", this.exports);
    Secret.fromSecretNameV2(this, "Database", "orders/db");
    Queue.fromQueueArn(this, "Queue", `arn:aws:sqs:${this.region}:${this.account}:order`);
    SecurityGroup.fromSecurityGroupId(this, "Web", "sg-0aa11bb22cc33dd44");
    StringParameter.valueForStringParameter(this, "/orders/image");
    Bucket.fromBucketName(this, "Imports", process.env.IMPORTS!);
  }
}
