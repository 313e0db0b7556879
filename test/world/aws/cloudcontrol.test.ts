import { GetResourceCommand, ListResourcesCommand } from "@aws-sdk/client-cloudcontrol";
import type { GetResourceCommandOutput } from "@aws-sdk/client-cloudcontrol";
import { afterEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { resourceSchema, WorldFile } from "../world.ts";
import { ACCOUNT, failure, PLACE, REGION, sessionOf } from "./clients.ts";
import { startAws } from "./server.ts";
import type { AwsOptions, EmulatedAws } from "./server.ts";

const QUEUE = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/orders`;
const readQueue = new GetResourceCommand({ TypeName: "AWS::SQS::Queue", Identifier: QUEUE });
const listQueues = new ListResourcesCommand({ TypeName: "AWS::SQS::Queue" });

let aws: EmulatedAws;
afterEach(() => aws.close());

async function start(world: WorldFile, options?: AwsOptions, region = REGION) {
  aws = await startAws(world, options);
  return (await sessionOf(aws, {}, region)).cloudcontrol;
}

function worldOf(resources: z.input<typeof resourceSchema>[]): WorldFile {
  return { accounts: { [ACCOUNT]: { regions: { [REGION]: { resources } } } } };
}

const oneQueue = [
  {
    type: "AWS::SQS::Queue",
    identifier: QUEUE,
    properties: { VisibilityTimeout: 300, Tags: [{ Key: "team", Value: "orders" }] },
  },
];

async function propertiesOf(call: Promise<GetResourceCommandOutput>): Promise<unknown> {
  return JSON.parse((await call).ResourceDescription?.Properties ?? "");
}

describe("GetResource", () => {
  test("gives the properties as a JSON string, those that follow from the identifier included", async () => {
    const client = await start(worldOf(oneQueue));
    const answer = await client.send(readQueue);
    expect(answer.TypeName).toBe("AWS::SQS::Queue");
    expect(answer.ResourceDescription?.Identifier).toBe(QUEUE);
    expect(JSON.parse(answer.ResourceDescription?.Properties ?? "")).toEqual({
      QueueUrl: QUEUE,
      QueueName: "orders",
      Arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:orders`,
      VisibilityTimeout: 300,
      Tags: [{ Key: "team", Value: "orders" }],
    });
    expect(aws.requests.at(-1)).toMatchObject({
      service: "cloudcontrol",
      operation: "GetResource",
      account: ACCOUNT,
      region: REGION,
      type: "AWS::SQS::Queue",
      identifier: QUEUE,
      status: 200,
      error: null,
    });
    expect(aws.notEmulated).toEqual([]);
  });

  test.each([
    ["AWS::SNS::Topic", `arn:aws:sns:${REGION}:${ACCOUNT}:events`, { TopicName: "events" }],
    [
      "AWS::Lambda::Function",
      "worker",
      { FunctionName: "worker", Arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:worker` },
    ],
    [
      "AWS::DynamoDB::Table",
      "accounts",
      { TableName: "accounts", Arn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/accounts` },
    ],
    [
      "AWS::S3::Bucket",
      "logs",
      { BucketName: "logs", Arn: "arn:aws:s3:::logs", RegionalDomainName: `logs.s3.${REGION}.amazonaws.com` },
    ],
    ["AWS::IAM::Role", "worker", { RoleName: "worker", Arn: `arn:aws:iam::${ACCOUNT}:role/worker` }],
    [
      "AWS::Logs::LogGroup",
      "/app/x",
      { LogGroupName: "/app/x", Arn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/app/x:*` },
    ],
    [
      "AWS::CloudWatch::Alarm",
      "high",
      { AlarmName: "high", Arn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:high` },
    ],
    ["AWS::SSM::Parameter", "/app/key", { Name: "/app/key" }],
    [
      "AWS::SecretsManager::Secret",
      `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:db/main-AbC123`,
      { Name: "db/main" },
    ],
    ["AWS::KMS::Alias", "alias/main", { AliasName: "alias/main" }],
    [
      "AWS::ECS::Service",
      `arn:aws:ecs:${REGION}:${ACCOUNT}:service/main/web|main`,
      { Cluster: "main", ServiceName: "web", ServiceArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:service/main/web` },
    ],
  ])("knows what a read of %s returns besides", async (type, identifier, properties) => {
    const client = await start(worldOf([{ type, identifier }]));
    const read = client.send(new GetResourceCommand({ TypeName: type, Identifier: identifier }));
    expect(await propertiesOf(read)).toMatchObject(properties);
  });

  test("leaves write-only properties out, also below a property that is read", async () => {
    const client = await start(
      worldOf([
        {
          type: "AWS::Lambda::Function",
          identifier: "worker",
          properties: { SnapStart: { ApplyOn: "None" }, Code: { S3Bucket: "b", S3Key: "k" }, Timeout: 3 },
        },
      ]),
    );
    const read = client.send(new GetResourceCommand({ TypeName: "AWS::Lambda::Function", Identifier: "worker" }));
    expect(await propertiesOf(read)).toEqual({
      FunctionName: "worker",
      Arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:worker`,
      Code: {},
      Timeout: 3,
    });
  });

  test("leaves write-only properties out of the items of lists", async () => {
    const rules = [{ Id: "old", Status: "Enabled", NoncurrentVersionExpirationInDays: 3, ExpirationInDays: 9 }];
    const bucket = {
      type: "AWS::S3::Bucket",
      identifier: "logs",
      properties: { LifecycleConfiguration: { Rules: rules } },
    };
    const client = await start(worldOf([bucket]));
    const read = client.send(new GetResourceCommand({ TypeName: "AWS::S3::Bucket", Identifier: "logs" }));
    expect(await propertiesOf(read)).toHaveProperty("LifecycleConfiguration.Rules", [
      { Id: "old", Status: "Enabled", ExpirationInDays: 9 },
    ]);
  });

  test("does not find what is in another region, another account, or nowhere", async () => {
    const other = "222233334444";
    const client = await start({
      accounts: {
        [ACCOUNT]: {
          regions: { "us-east-1": { resources: [{ type: "AWS::DynamoDB::Table", identifier: "elsewhere" }] } },
        },
        [other]: { regions: { [REGION]: { resources: [{ type: "AWS::DynamoDB::Table", identifier: "theirs" }] } } },
      },
    });
    for (const Identifier of ["elsewhere", "theirs", "nowhere"]) {
      const error = await failure(
        client.send(new GetResourceCommand({ TypeName: "AWS::DynamoDB::Table", Identifier })),
      );
      expect(error).toMatchObject({ name: "ResourceNotFoundException", status: 400 });
      expect(error.message).toContain(`with identifier '${Identifier}' was not found. (HandlerErrorCode: NotFound`);
    }
  });

  test("finds a role from every region", async () => {
    const client = await start(
      worldOf([{ type: "AWS::IAM::Role", identifier: "worker", properties: { Path: "/ops/" } }]),
      {},
      "ap-southeast-2",
    );
    const read = client.send(new GetResourceCommand({ TypeName: "AWS::IAM::Role", Identifier: "worker" }));
    expect(await propertiesOf(read)).toMatchObject({
      RoleName: "worker",
      Arn: `arn:aws:iam::${ACCOUNT}:role/ops/worker`,
    });
  });

  test("a bucket of another region ends in status 301, one of another account in 403", async () => {
    const client = await start({
      accounts: {
        [ACCOUNT]: { regions: { "us-east-1": { resources: [{ type: "AWS::S3::Bucket", identifier: "far-away" }] } } },
      },
      foreignBuckets: { theirs: REGION, "theirs-far-away": "us-east-1" },
    });
    const read = (Identifier: string) =>
      failure(client.send(new GetResourceCommand({ TypeName: "AWS::S3::Bucket", Identifier })));
    expect((await read("far-away")).message).toContain("Status Code: 301");
    expect((await read("theirs-far-away")).message).toContain("Status Code: 301");
    expect(await read("theirs")).toMatchObject({ name: "GeneralServiceException" });
    expect((await read("theirs")).message).toContain("HandlerErrorCode: AccessDenied");
    expect((await read("nobodys")).name).toBe("ResourceNotFoundException");
  });

  test.each([
    ["AWS::SQS::QueuePolicy", "UnsupportedActionException"],
    ["AWS::Made::Up", "TypeNotFoundException"],
  ])("of %s is %s", async (TypeName, name) => {
    const client = await start(worldOf([]));
    expect(await failure(client.send(new GetResourceCommand({ TypeName, Identifier: "x" })))).toMatchObject({
      name,
      status: 400,
    });
  });

  test("reads a type that the world file describes, with the permissions given there", async () => {
    const client = await start({
      accounts: {
        [ACCOUNT]: {
          roles: { "plumbline-read": { deny: ["ec2:DescribeVpcAttribute"] } },
          regions: {
            [REGION]: {
              resources: [
                {
                  type: "AWS::EC2::VPC",
                  identifier: "vpc-1",
                  properties: { CidrBlock: "10.0.0.0/16", EnableDnsSupport: true },
                },
              ],
            },
          },
        },
      },
      types: {
        "AWS::EC2::VPC": {
          identifier: ["VpcId"],
          read: "ec2:DescribeVpcs",
          subreads: [{ action: "ec2:DescribeVpcAttribute", properties: ["EnableDnsSupport"] }],
        },
      },
    });
    const read = client.send(new GetResourceCommand({ TypeName: "AWS::EC2::VPC", Identifier: "vpc-1" }));
    expect(await propertiesOf(read)).toEqual({ VpcId: "vpc-1", CidrBlock: "10.0.0.0/16" });
  });

  test("never lets a RoleArn pass unnoticed", async () => {
    const client = await start(worldOf(oneQueue));
    const call = new GetResourceCommand({
      TypeName: "AWS::SQS::Queue",
      Identifier: QUEUE,
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/x`,
    });
    expect((await failure(client.send(call))).status).toBe(501);
    expect(aws.notEmulated).toHaveLength(1);
  });
});

describe("ListResources", () => {
  const queues = Array.from({ length: 45 }, (_, index) => ({
    type: "AWS::SQS::Queue",
    identifier: `${QUEUE}-${index}`,
    properties: { DelaySeconds: 1 },
  }));

  test("comes in pages, and gives little more than identifiers", async () => {
    const client = await start(worldOf([...queues, { type: "AWS::DynamoDB::Table", identifier: "t" }]));
    const found: (string | undefined)[] = [];
    let token: string | undefined;
    const sizes: number[] = [];
    do {
      const page = await client.send(new ListResourcesCommand({ TypeName: "AWS::SQS::Queue", NextToken: token }));
      sizes.push(page.ResourceDescriptions?.length ?? 0);
      found.push(...(page.ResourceDescriptions ?? []).map(({ Identifier }) => Identifier));
      expect(JSON.parse(page.ResourceDescriptions?.[0]?.Properties ?? "")).toEqual({
        QueueUrl: page.ResourceDescriptions?.[0]?.Identifier,
      });
      token = page.NextToken;
    } while (token !== undefined);
    expect(sizes).toEqual([20, 20, 5]);
    expect(found).toEqual(queues.map(({ identifier }) => identifier));
  });

  test("of nothing is an empty list", async () => {
    const client = await start(worldOf([]));
    expect((await client.send(listQueues)).ResourceDescriptions).toEqual([]);
  });

  test("refuses a token that it did not give out", async () => {
    const client = await start(worldOf(queues));
    const error = await failure(
      client.send(new ListResourcesCommand({ TypeName: "AWS::SQS::Queue", NextToken: "made-up" })),
    );
    expect(error.name).toBe("InvalidRequestException");
  });
});

test("the world can be changed while it is served", async () => {
  const client = await start(worldOf(oneQueue));
  aws.world.removeResource(PLACE, "AWS::SQS::Queue", QUEUE);
  expect((await failure(client.send(readQueue))).name).toBe("ResourceNotFoundException");
  aws.world.setResource(PLACE, { type: "AWS::SQS::Queue", identifier: QUEUE, properties: { VisibilityTimeout: 30 } });
  expect(await propertiesOf(client.send(readQueue))).toHaveProperty("VisibilityTimeout", 30);
  aws.world.setResource(PLACE, { type: "AWS::SQS::Queue", identifier: QUEUE, properties: { VisibilityTimeout: 60 } });
  expect(await propertiesOf(client.send(readQueue))).toHaveProperty("VisibilityTimeout", 60);
  expect((await client.send(listQueues)).ResourceDescriptions).toHaveLength(1);
  expect(() => aws.world.removeResource(PLACE, "AWS::SQS::Queue", "nothing")).toThrow(
    "there is no AWS::SQS::Queue nothing",
  );
});
