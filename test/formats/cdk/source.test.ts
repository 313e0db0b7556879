import { expect, it } from "vitest";

import { declareApp, lookupsOf, problemsOf, summary } from "./declaring.ts";

const APP = { "app/cdk.json": "{}" };

async function found(path: string, text: string, more: Record<string, string> = {}): Promise<readonly string[]> {
  const units = await declareApp({ ...APP, [`app/${path}`]: text, ...more });
  return lookupsOf(units).map(summary);
}

it("finds what TypeScript refers to by constants of its own file", async () => {
  const text = `
import * as cdk from "aws-cdk-lib";
import { aws_sqs as sqs, aws_iam } from "aws-cdk-lib";
import { Bucket as B } from "aws-cdk-lib/aws-s3";
import * as ssm from "aws-cdk-lib/aws-ssm";
import { Table } from "@aws-cdk/aws-dynamodb";
import sns = require("aws-cdk-lib/aws-sns");
const { Secret } = require("aws-cdk-lib/aws-secretsmanager");
const STAGE = "prod";
const NAMES = { table: \`orders-\${STAGE}\`, "bucket-name": "x" } as const;
enum Roles { Deploy = "deploy" }
export class Orders extends cdk.Stack {
  private readonly logs = "logs-" + STAGE;
  static readonly TOPIC = "arn:aws:sns:eu-west-1:111122223333:alerts";
  constructor(scope: cdk.App) {
    super(scope, "Orders");
    B.fromBucketName(this, "Logs", this.logs);
    Table.fromTableName(this, "Table", NAMES.table);
    aws_iam.Role.fromRoleName(this, "Role", Roles.Deploy);
    sqs.Queue.fromQueueArn(this, "Q", \`arn:aws:sqs:\${this.region}:\${cdk.Aws.ACCOUNT_ID}:orders\`);
    sns.Topic.fromTopicArn(this, "T", Orders.TOPIC);
    Secret.fromSecretNameV2(this, "S", "db/password");
    ssm.StringParameter.valueForStringParameter(this, "/images/worker");
    ssm.StringParameter.valueFromLookup(this, "/images/base");
    cdk.aws_ec2.Vpc.fromVpcAttributes(this, "V", { vpcId: "vpc-1", availabilityZones: ["eu-west-1a"] });
    cdk.SecretValue.secretsManager("db/token");
  }
}
`;
  expect(await found("lib/orders.ts", text)).toMatchInlineSnapshot(`
    [
      "AWS::S3::Bucket logs-prod in 111122223333/eu-west-1 at 17",
      "AWS::DynamoDB::Table orders-prod in 111122223333/eu-west-1 at 18",
      "AWS::IAM::Role deploy in 111122223333/eu-west-1 at 19",
      "AWS::SQS::Queue https://sqs.eu-west-1.amazonaws.com/111122223333/orders in 111122223333/eu-west-1 at 20",
      "AWS::SNS::Topic arn:aws:sns:eu-west-1:111122223333:alerts in 111122223333/eu-west-1 at 21",
      "AWS::SecretsManager::Secret db/password in 111122223333/eu-west-1 at 22",
      "AWS::SSM::Parameter /images/worker in 111122223333/eu-west-1 at 23",
      "AWS::SSM::Parameter /images/base in 111122223333/eu-west-1 at 24",
      "AWS::EC2::VPC vpc-1 in 111122223333/eu-west-1 at 25",
      "AWS::SecretsManager::Secret db/token in 111122223333/eu-west-1 at 26",
    ]
  `);
});

it("finds what Python refers to by constants of its own file", async () => {
  const text = `
import aws_cdk as cdk
from aws_cdk import Stack, aws_sqs as sqs, aws_kms
from aws_cdk.aws_s3 import Bucket
import aws_cdk.aws_ssm

STAGE = "prod"
BUCKET = f"logs-{STAGE}"

class Orders(Stack):
    def __init__(self, scope):
        super().__init__(scope, "Orders")
        self.key = "alias/" "orders"
        Bucket.from_bucket_name(self, "Logs", BUCKET)
        Bucket.from_bucket_name(self, "More", bucket_name="more-" + STAGE)
        sqs.Queue.from_queue_attributes(self, "Q", queue_arn=f"arn:aws:sqs:{self.region}:{self.account}:orders")
        aws_kms.Key.from_lookup(self, "K", alias_name=self.key)
        cdk.aws_dynamodb.Table.from_table_name(self, "T", "orders")
        aws_cdk.aws_ssm.StringParameter.value_for_string_parameter(self, "/a/b")
        cdk.aws_secretsmanager.Secret.from_secret_name_v2(self, "S", "db/password")
`;
  expect(await found("stacks/orders.py", text)).toMatchInlineSnapshot(`
    [
      "AWS::S3::Bucket logs-prod in 111122223333/eu-west-1 at 14",
      "AWS::S3::Bucket more-prod in 111122223333/eu-west-1 at 15",
      "AWS::SQS::Queue https://sqs.eu-west-1.amazonaws.com/111122223333/orders in 111122223333/eu-west-1 at 16",
      "AWS::KMS::Alias alias/orders in 111122223333/eu-west-1 at 17",
      "AWS::DynamoDB::Table orders in 111122223333/eu-west-1 at 18",
      "AWS::SSM::Parameter /a/b in 111122223333/eu-west-1 at 19",
      "AWS::SecretsManager::Secret db/password in 111122223333/eu-west-1 at 20",
    ]
  `);
});

it("takes nothing for CDK's that is not imported from it, nor a name that is something else too", async () => {
  const text = `
import { Bucket } from "./own";
import { Queue, Topic } from "aws-cdk-lib/aws-sqs";
function Topic(x: string) {}
function make(Queue: any) { return Queue.fromQueueArn(null, "Q", "arn:aws:sqs:eu-west-1:111122223333:q"); }
Bucket.fromBucketName(null, "B", "own");
Topic.fromTopicArn(null, "T", "arn:aws:sns:eu-west-1:111122223333:t");
`;
  expect(await found("lib/x.ts", text)).toEqual([]);
});

it("says what only running the app would tell, unless the assembly says it", async () => {
  const text = `
import { Bucket } from "aws-cdk-lib/aws-s3";
import { Vpc } from "aws-cdk-lib/aws-ec2";
let name = "a"; name = "b";
export function make(scope: any, props: { bucket: string }) {
  Bucket.fromBucketName(scope, "P", props.bucket);
  Bucket.fromBucketName(scope, "L", name);
  Bucket.fromBucketName(scope, "E", process.env.BUCKET!);
  Vpc.fromLookup(scope, "V", { isDefault: true });
}
`;
  expect(await found("lib/x.ts", text)).toMatchInlineSnapshot(`
    [
      "AWS::S3::Bucket ?\`props.bucket\` is known only when the app runs: commit \`cdk.out\` to have it checked in ?\`props.bucket\` is known only when the app runs: commit \`cdk.out\` to have it checked at 6",
      "AWS::S3::Bucket ?\`name\` is known only when the app runs: commit \`cdk.out\` to have it checked in ?\`name\` is known only when the app runs: commit \`cdk.out\` to have it checked at 7",
      "AWS::S3::Bucket ?\`process.env.BUCKET\` is known only when the app runs: commit \`cdk.out\` to have it checked in ?\`process.env.BUCKET\` is known only when the app runs: commit \`cdk.out\` to have it checked at 8",
      "aws-ec2.Vpc ?what \`Vpc.fromLookup\` finds is known once \`cdk synth\` has kept it: commit \`cdk.context.json\` in ?what \`Vpc.fromLookup\` finds is known once \`cdk synth\` has kept it: commit \`cdk.context.json\` at 9",
    ]
  `);
  const assembly = { "app/cdk.out/manifest.json": '{"version":"36.0.0","artifacts":{}}' };
  expect(await found("lib/x.ts", text, assembly)).toEqual([]);
});

it("does not guess the place of a name where the app deploys to several", async () => {
  const text = `
import { App, Stack } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Role } from "aws-cdk-lib/aws-iam";
import { Table } from "aws-cdk-lib/aws-dynamodb";
const stack = new Stack(new App(), "Edge", { env: { account: "111122223333", region: "us-east-1" } });
Table.fromTableName(stack, "T", "orders");
Role.fromRoleName(stack, "R", "deploy");
Queue.fromQueueArn(stack, "Q", "arn:aws:sqs:us-east-1:111122223333:orders");
`;
  expect(await found("bin/app.ts", text)).toMatchInlineSnapshot(`
    [
      "AWS::DynamoDB::Table orders in ?the app deploys to several accounts or regions, and the call does not say which is meant at 7",
      "AWS::IAM::Role deploy in 111122223333/eu-west-1 at 8",
      "AWS::SQS::Queue https://sqs.us-east-1.amazonaws.com/111122223333/orders in 111122223333/us-east-1 at 9",
    ]
  `);
});

it("leaves out what AWS has in every account, and says which kinds it cannot read", async () => {
  const text = `
import { StringParameter } from "aws-cdk-lib/aws-ssm";
import { Alias } from "aws-cdk-lib/aws-kms";
import { ManagedPolicy } from "aws-cdk-lib/aws-iam";
import { FileSystem } from "aws-cdk-lib/aws-efs";
import { Code } from "aws-cdk-lib/aws-lambda";
StringParameter.valueForStringParameter(s, "/aws/service/ami-amazon-linux-latest/al2023");
Alias.fromAliasName(s, "A", "alias/aws/s3");
ManagedPolicy.fromAwsManagedPolicyName("ReadOnlyAccess");
ManagedPolicy.fromManagedPolicyArn(s, "M", "arn:aws:iam::aws:policy/ReadOnlyAccess");
FileSystem.fromFileSystemAttributes(s, "F", { fileSystemArn: "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-1" });
Code.fromAsset("lambda");
`;
  expect(await found("lib/x.ts", text)).toEqual([
    "elasticfilesystem arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-1 in 111122223333/eu-west-1 at 11",
  ]);
});

it("reads the rest of a file that is broken, and says where it is", async () => {
  const files = {
    ...APP,
    "app/lib/x.ts": `import { Bucket } from "aws-cdk-lib/aws-s3";\nBucket.fromBucketName(s, "B", "logs");\nconst = ;\n`,
    "app/lib/y.py": `from aws_cdk.aws_s3 import Bucket\nBucket.from_bucket_name(s, "B", "logs")\ndef (:\n`,
    "app/lib/z.ts": "const = ;",
    "app/test/x.test.ts": `import { Bucket } from "aws-cdk-lib/aws-s3";\nBucket.fromBucketName(s, "B", "test");\n`,
    "app/node_modules/p/x.ts": `import { Bucket } from "aws-cdk-lib/aws-s3";\nBucket.fromBucketName(s, "B", "package");\n`,
  };
  const units = await declareApp(files);
  expect(lookupsOf(units).map(summary)).toEqual([
    "AWS::S3::Bucket logs in 111122223333/eu-west-1 at 2",
    "AWS::S3::Bucket logs in 111122223333/eu-west-1 at 2",
  ]);
  expect(problemsOf(units).map(({ path, line }) => ({ path, line }))).toEqual([
    { path: "app/lib/x.ts", line: 3 },
    { path: "app/lib/y.py", line: 3 },
    { path: "app/cdk.json", line: null },
  ]);
});

it("leaves out what the app makes itself, and CDK's own constants", async () => {
  const typescript = `
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as appconfig from "aws-cdk-lib/aws-appconfig";
import * as lambda from "aws-cdk-lib/aws-lambda";
import { Fn } from "aws-cdk-lib";
export class S {
  readonly fn = new lambda.Function(this, "F", {});
  constructor(props: any) {
    const table = new dynamodb.Table(this, "T", {});
    dynamodb.Table.fromTableArn(this, "A", table.tableArn);
    dynamodb.Table.fromTableAttributes(this, "B", { tableName: \`\${table.tableName}\` });
    lambda.Function.fromFunctionArn(this, "C", this.fn.functionArn);
    appconfig.DeploymentStrategy.fromDeploymentStrategyId(this, "D", appconfig.DeploymentStrategyId.ALL_AT_ONCE);
    lambda.Function.fromFunctionArn(this, "E", Fn.importValue("shared"));
    dynamodb.Table.fromTableArn(this, "F", props.arn);
  }
}
`;
  const python = `
from aws_cdk import aws_lambda as lambda_, aws_dynamodb
table = aws_dynamodb.Table(s, "T")
aws_dynamodb.Table.from_table_arn(s, "A", table.table_arn)
lambda_.Function.from_function_arn(s, id="F", function_arn=props.arn)
`;
  const open = /`(.*?)` is known only/;
  expect((await found("lib/x.ts", typescript)).map((line) => open.exec(line)?.[1])).toEqual([
    'Fn.importValue("shared")',
    "props.arn",
  ]);
  expect((await found("x.py", python)).map((line) => open.exec(line)?.[1])).toEqual(["props.arn"]);
});
