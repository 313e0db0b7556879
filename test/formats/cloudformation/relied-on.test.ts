import { describe, expect, test } from "vitest";

import { blockOf, declareText, lookupOf, type Options, resourceOf } from "./declaring.ts";

/** Addresses of look-ups, with what they name. */
async function lookups(text: string, options: Options = {}): Promise<unknown> {
  const { blocks } = await declareText(text, options);
  return [...blocks.values()].flatMap((block) => {
    if (block.mode !== "lookup") return [];
    const { identity } = block;
    return [[block.address, block.type, "name" in identity ? identity.name : identity.kind]];
  });
}

describe("a parameter whose value names something live is a look-up", () => {
  test("an SSM parameter, by its type", async () => {
    const declared = await declareText(`Parameters:
  Image:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /team/image
  Key: { Type: AWS::SSM::Parameter::Name, Default: "/team/key:3" }
  Public: { Type: "AWS::SSM::Parameter::Value<String>", Default: /aws/service/ami-amazon-linux-latest/al2023 }
  Missing: { Type: "AWS::SSM::Parameter::Value<String>" }
Resources:
  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref Key } }
`);
    expect(lookupOf(declared, "Parameters.Image")).toMatchObject({
      type: "AWS::SSM::Parameter",
      formatType: "AWS::SSM::Parameter",
      identity: { name: "/team/image" },
      place: { account: "111122223333", region: "eu-west-1" },
      source: { line: 4, column: 5, endLine: 4, endColumn: 24 },
      leansOn: [],
    });
    expect(lookupOf(declared, "Parameters.Key").identity).toMatchObject({ name: "/team/key" });
    expect(["Parameters.Public", "Parameters.Missing"].map((address) => blockOf(declared, address).mode)).toEqual([
      "other",
      "other",
    ]);
    expect(resourceOf(declared, "Q").leansOn).toEqual(["Parameters.Key"]);
  });

  test("a name that a property takes from it", async () => {
    const declared = await declareText(
      `Parameters:
  Bucket: { Type: String, Default: uploads }
  Group: { Type: String }
  Unused: { Type: String, Default: uploads }
Resources:
  Policy: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: !Ref Bucket } }
  Filter: { Type: AWS::Logs::MetricFilter, Properties: { LogGroupName: !Ref Group } }
`,
      { parameters: { Group: "/app/orders" } },
    );
    expect(lookupOf(declared, "Parameters.Bucket")).toMatchObject({
      type: "AWS::S3::Bucket",
      identity: { name: "uploads" },
      source: { line: 2, column: 27 },
    });
    expect(lookupOf(declared, "Parameters.Group")).toMatchObject({
      type: "AWS::Logs::LogGroup",
      identity: { name: "/app/orders" },
      source: { line: 3, column: 3 },
    });
    expect(blockOf(declared, "Parameters.Unused").mode).toBe("other");
    expect(blockOf(declared, "Policy").leansOn).toEqual(["Parameters.Bucket"]);
    expect(declared.blocks.has("Policy.Bucket")).toBe(false);
  });

  test("of two things that one parameter names, the second has an address of its own", async () => {
    expect(
      await lookups(`Parameters:
  Name: { Type: String, Default: orders }
Resources:
  A: { Type: AWS::IAM::RolePolicy, Properties: { RoleName: !Ref Name } }
  B: { Type: AWS::IAM::InstanceProfile, Properties: { Roles: [!Ref Name] } }
  C: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Name } }
`),
    ).toEqual([
      ["Parameters.Name", "AWS::IAM::Role", "orders"],
      ["C.FunctionName", "AWS::Lambda::Function", "orders"],
    ]);
  });

  test("an ARN is a literal reference of the parameter and of where it goes", async () => {
    const arn = "arn:aws:sns:eu-west-1:111122223333:alerts";
    const declared = await declareText(`Parameters:
  Topic: { Type: String, Default: "${arn}" }
Resources:
  S: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Topic } }
`);
    expect(blockOf(declared, "Parameters.Topic")).toMatchObject({
      mode: "other",
      literals: [{ arn, source: { line: 2, column: 26 } }],
    });
    expect(blockOf(declared, "S").literals).toMatchObject([{ arn, source: { line: 4 } }]);
  });

  test("a secret one is not shown", async () => {
    const declared = await declareText(`Parameters:
  Bucket: { Type: String, NoEcho: true, Default: uploads }
  Topic: { Type: String, NoEcho: true, Default: "arn:aws:sns:eu-west-1:111122223333:alerts" }
Resources:
  Policy: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: !Ref Bucket, X: !Ref Topic } }
`);
    expect([...declared.blocks.values()].map(({ mode, literals }) => [mode, literals.length])).toEqual([
      ["other", 0],
      ["other", 0],
      ["resource", 0],
    ]);
  });
});

describe("a parameter whose type says that its value is an id", () => {
  test("is a look-up, a list is one for each item", async () => {
    const declared = await declareText(
      `Parameters:
  Vpc: { Type: "AWS::EC2::VPC::Id", Default: vpc-0a1b2c3d }
  Subnets: { Type: "List<AWS::EC2::Subnet::Id>" }
  Zone: { Type: "AWS::Route53::HostedZone::Id" }
  Image: { Type: "AWS::EC2::Image::Id", Default: ami-1 }
  Hidden: { Type: "AWS::EC2::VPC::Id", NoEcho: true, Default: vpc-0a1b2c3d }
Resources:
  Q: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Select [0, !Ref Subnets], VpcId: !Ref Vpc } }
`,
      { parameters: { Subnets: "subnet-1, subnet-2" } },
    );
    expect(lookupOf(declared, "Parameters.Vpc")).toMatchObject({
      type: "AWS::EC2::VPC",
      identity: { kind: "identifier", identifier: "vpc-0a1b2c3d" },
      source: { line: 2 },
    });
    expect(lookupOf(declared, "Parameters.Subnets.1")).toMatchObject({
      type: "AWS::EC2::Subnet",
      identity: { identifier: "subnet-2" },
      source: { line: 3 },
    });
    expect(blockOf(declared, "Parameters.Subnets").leansOn).toEqual(["Parameters.Subnets.0", "Parameters.Subnets.1"]);
    expect(["Zone", "Image", "Hidden"].map((name) => blockOf(declared, `Parameters.${name}`).mode)).toEqual([
      "other",
      "other",
      "other",
    ]);
  });
});

describe("a dynamic reference is a look-up of what it names, and never of its value", () => {
  test.each<[reference: string, target: string, name: string]>([
    ["{{resolve:ssm:/db/host:3}}", "AWS::SSM::Parameter", "/db/host"],
    ["{{resolve:ssm-secure:/db/password}}", "AWS::SSM::Parameter", "/db/password"],
    ["{{resolve:secretsmanager:prod/db:SecretString:password}}", "AWS::SecretsManager::Secret", "prod/db"],
    ["x-{{resolve:secretsmanager:prod/db}}-y", "AWS::SecretsManager::Secret", "prod/db"],
  ])("%s", async (reference, target, name) => {
    const text = `Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n        Variables:\n          P: "${reference}"\n`;
    expect(await lookups(text)).toEqual([["F.Environment.Variables.P", target, name]]);
    const declared = await declareText(text);
    expect(lookupOf(declared, "F.Environment.Variables.P").source).toMatchObject({ line: 7, column: 11 });
    expect(blockOf(declared, "F").leansOn).toEqual(["F.Environment.Variables.P"]);
  });

  test("by its ARN, where that is", async () => {
    const arn = "arn:aws:secretsmanager:us-east-1:444455556666:secret:prod/db-AbCdEf";
    const declared = await declareText(
      `Resources:\n  D: { Type: AWS::RDS::DBInstance, Properties: { MasterUserPassword: !Sub "{{resolve:secretsmanager:${arn}:SecretString:password::}}" } }\n`,
    );
    expect(lookupOf(declared, "D.MasterUserPassword")).toMatchObject({
      type: "AWS::SecretsManager::Secret",
      place: { account: "444455556666", region: "us-east-1" },
    });
  });

  test("not so AWS's own parameters, other services, and what is not shown", async () => {
    const text = `Parameters: { P: { Type: String, NoEcho: true, Default: /secret } }
Resources:
  F: { Type: AWS::Lambda::Function, Properties: { A: "{{resolve:ssm:/aws/service/x}}", B: "{{resolve:other:x}}", C: !Sub "{{resolve:ssm:\${P}}}" } }
`;
    expect(await lookups(text)).toEqual([]);
  });
});

describe("a property that takes a name is a look-up of what it names", () => {
  test.each<[type: string, properties: string, address: string, target: string, name: string]>([
    ["AWS::Lambda::EventSourceMapping", "FunctionName: orders", "X.FunctionName", "AWS::Lambda::Function", "orders"],
    ["AWS::Lambda::Permission", "FunctionName: 'orders:live'", "X.FunctionName", "AWS::Lambda::Function", "orders"],
    [
      "AWS::Lambda::Permission",
      "FunctionName: '111122223333:function:orders'",
      "X.FunctionName",
      "AWS::Lambda::Function",
      "orders",
    ],
    [
      "AWS::Logs::SubscriptionFilter",
      "LogGroupName: !Sub '/app/${AWS::Region}'",
      "X.LogGroupName",
      "AWS::Logs::LogGroup",
      "/app/eu-west-1",
    ],
    ["AWS::S3::BucketPolicy", "Bucket: uploads", "X.Bucket", "AWS::S3::Bucket", "uploads"],
    ["AWS::IAM::Policy", "Roles: [!Ref AWS::NoValue, deployer]", "X.Roles.0", "AWS::IAM::Role", "deployer"],
    ["AWS::IAM::ManagedPolicy", "Roles: [deployer]", "X.Roles.0", "AWS::IAM::Role", "deployer"],
    [
      "AWS::SecretsManager::ResourcePolicy",
      "SecretId: prod/db",
      "X.SecretId",
      "AWS::SecretsManager::Secret",
      "prod/db",
    ],
    [
      "AWS::SQS::QueuePolicy",
      "Queues: ['https://sqs.eu-west-1.amazonaws.com/111122223333/orders']",
      "X.Queues.0",
      "AWS::SQS::Queue",
      "orders",
    ],
    ["AWS::SQS::Queue", "KmsMasterKeyId: alias/orders", "X.KmsMasterKeyId", "AWS::KMS::Alias", "alias/orders"],
    [
      "AWS::DynamoDB::Table",
      "SSESpecification: { KMSMasterKeyId: alias/data }",
      "X.SSESpecification.KMSMasterKeyId",
      "AWS::KMS::Alias",
      "alias/data",
    ],
    [
      "AWS::ECS::TaskDefinition",
      "ContainerDefinitions: [{ Secrets: [{ Name: A, ValueFrom: /db/password }] }]",
      "X.ContainerDefinitions.0.Secrets.0.ValueFrom",
      "AWS::SSM::Parameter",
      "/db/password",
    ],
    [
      "AWS::ApplicationAutoScaling::ScalableTarget",
      "ResourceId: table/orders/index/by_day",
      "X.ResourceId",
      "AWS::DynamoDB::Table",
      "orders",
    ],
    [
      "AWS::ApplicationAutoScaling::ScalableTarget",
      "ResourceId: function:orders:live",
      "X.ResourceId",
      "AWS::Lambda::Function",
      "orders",
    ],
  ])("%s %s", async (type, properties, address, target, name) => {
    const text = `Resources:\n  X:\n    Type: ${type}\n    Properties:\n      ${properties}\n`;
    expect(await lookups(text)).toEqual([[address, target, name]]);
    const declared = await declareText(text);
    expect(lookupOf(declared, address).source.line).toBe(5);
    expect(blockOf(declared, "X").leansOn).toEqual([address]);
  });

  test.each<[type: string, properties: string]>([
    ["AWS::SQS::Queue", "KmsMasterKeyId: alias/aws/sqs"],
    ["AWS::SQS::Queue", "KmsMasterKeyId: 1234abcd-12ab-34cd-56ef-1234567890ab"],
    ["AWS::S3::BucketPolicy", "Bucket: !Ref B"],
    ["AWS::S3::BucketPolicy", "Bucket: !Sub '${B}'"],
    ["AWS::Logs::MetricFilter", "LogGroupName: !Sub '/aws/lambda/${F}'"],
    ["AWS::Lambda::Permission", "FunctionName: arn:aws:lambda:eu-west-1:111122223333:function:orders"],
    [
      "AWS::ECS::TaskDefinition",
      "ContainerDefinitions: [{ Secrets: [{ ValueFrom: /aws/reference/secretsmanager/x }] }]",
    ],
    ["AWS::ApplicationAutoScaling::ScalableTarget", "ResourceId: 'cluster:aurora'"],
    ["AWS::SQS::QueuePolicy", "Queues: ['https://example.com/111122223333/orders']"],
    ["AWS::SQS::QueuePolicy", "Queues: 1"],
  ])("not so %s %s", async (type, properties) => {
    const text = `Resources:\n  B: { Type: AWS::S3::Bucket, Properties: { BucketName: mine } }\n  F: { Type: AWS::Lambda::Function, Properties: { FunctionName: f } }\n  X:\n    Type: ${type}\n    Properties:\n      ${properties}\n`;
    expect(await lookups(text)).toEqual([]);
  });

  test("a queue's URL says where it is", async () => {
    const text =
      "Resources:\n  X:\n    Type: AWS::SQS::QueuePolicy\n    Properties:\n      Queues: [https://sqs.us-east-1.amazonaws.com/444455556666/theirs]\n";
    expect(lookupOf(await declareText(text), "X.Queues.0")).toMatchObject({
      place: { partition: "aws", account: "444455556666", region: "us-east-1" },
      identity: { kind: "identifier", identifier: "https://sqs.us-east-1.amazonaws.com/444455556666/theirs" },
    });
  });

  test("nothing of a resource that its condition leaves out", async () => {
    const text =
      "Conditions: { No1: !Equals [a, b] }\nResources:\n  X: { Type: AWS::S3::BucketPolicy, Condition: No1, Properties: { Bucket: uploads } }\n";
    expect(await lookups(text)).toEqual([]);
  });
});

describe("literal references", () => {
  test("are found wherever they stand, with the property that holds them", async () => {
    const declared = await declareText(`Resources:
  Q:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !Sub arn:\${AWS::Partition}:sqs:\${AWS::Region}:\${AWS::AccountId}:dead
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal:
              AWS:
                - arn:aws:iam::444455556666:role/caller
                - arn:aws:iam::444455556666:root
          - Resource: arn:aws:s3:::uploads/*
      ManagedPolicyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]
`);
    expect(resourceOf(declared, "Q").literals).toEqual([
      {
        arn: "arn:aws:sqs:eu-west-1:111122223333:dead",
        source: { path: "t.yml", line: 6, column: 9, endLine: 6, endColumn: 97 },
      },
    ]);
    expect(resourceOf(declared, "R").literals).toEqual([
      {
        arn: "arn:aws:iam::444455556666:role/caller",
        source: { path: "t.yml", line: 15, column: 19, endLine: 15, endColumn: 55 },
      },
    ]);
  });

  test("are in outputs and custom resources too", async () => {
    const arn = "arn:aws:kms:eu-west-1:111122223333:alias/orders";
    const declared = await declareText(
      `Resources:\n  C: { Type: Custom::X, Properties: { Key: "${arn}" } }\nOutputs:\n  O: { Value: "${arn}" }\n`,
    );
    expect(blockOf(declared, "C").literals).toMatchObject([{ arn }]);
    expect(blockOf(declared, "Outputs.O").literals).toMatchObject([{ arn }]);
  });
});
