import {
  DescribeStacksCommand,
  DescribeTypeCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { HeadBucketCommand, ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { DescribeSecretCommand, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { DescribeParametersCommand, GetParameterCommand, ListTagsForResourceCommand } from "@aws-sdk/client-ssm";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ACCOUNT, assume, failure, PLACE, REGION, sessionOf } from "./clients.ts";
import { startAws } from "./server.ts";
import type { EmulatedAws } from "./server.ts";

const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:db/main-AbC123`;

/** Connects to this machine, whatever the host's name; the signed Host header stays. */
function loopback(handler: NodeHttpHandler): Pick<NodeHttpHandler, "handle"> {
  return {
    handle(request, options) {
      request.hostname = "127.0.0.1";
      return handler.handle(request, options);
    },
  };
}

let aws: EmulatedAws;
beforeEach(async () => {
  aws = await startAws({
    accounts: {
      [ACCOUNT]: {
        regions: {
          [REGION]: {
            resources: [
              { type: "AWS::S3::Bucket", identifier: "mine" },
              {
                type: "AWS::SSM::Parameter",
                identifier: "/app/url",
                properties: { Type: "String", Value: "never shown", Tags: { team: "orders" } },
              },
              {
                type: "AWS::SSM::Parameter",
                identifier: "/app/key",
                properties: { Type: "SecureString", Value: "never shown" },
              },
              {
                type: "AWS::SecretsManager::Secret",
                identifier: SECRET,
                properties: {
                  SecretString: "never shown",
                  KmsKeyId: "alias/main",
                  Tags: [{ Key: "team", Value: "orders" }],
                },
              },
            ],
            stacks: {
              "orders-prod": {
                status: "UPDATE_COMPLETE",
                resources: Object.fromEntries(
                  Array.from({ length: 25 }, (_, index) => [
                    `Queue${index}`,
                    { type: "AWS::SQS::Queue", physicalId: `https://q/${index}?a&b=<c>` },
                  ]),
                ),
              },
              payments: {},
            },
          },
          "us-east-1": { resources: [{ type: "AWS::S3::Bucket", identifier: "mine-far-away" }] },
        },
      },
    },
    foreignBuckets: { theirs: REGION, "theirs-far-away": "ap-southeast-2" },
  });
});
afterEach(async () => {
  await aws.close();
});

describe("S3 HeadBucket", () => {
  test("of one's own bucket says its region", async () => {
    const { s3 } = await sessionOf(aws);
    const answer = await s3.send(new HeadBucketCommand({ Bucket: "mine" }));
    expect(answer).toMatchObject({
      BucketRegion: REGION,
      $metadata: { httpStatusCode: 200, requestId: "0000000000000002" },
    });
  });

  test.each([
    ["mine-far-away", 301, "us-east-1"],
    ["theirs", 403, REGION],
    ["theirs-far-away", 301, "ap-southeast-2"],
    ["nobodys", 404, undefined],
  ])("of %s is %i", async (Bucket, status, region) => {
    const { s3 } = await sessionOf(aws);
    const error = (await s3.send(new HeadBucketCommand({ Bucket })).catch((cause: unknown) => cause)) as {
      $metadata: { httpStatusCode: number; requestId: string };
      $response?: { headers: Record<string, string> };
    };
    expect(error.$metadata).toMatchObject({ httpStatusCode: status, requestId: "0000000000000002" });
    expect(error.$response?.headers["x-amz-bucket-region"]).toBe(region);
    expect(aws.requests.at(-1)).toMatchObject({ service: "s3", operation: "HeadBucket", identifier: Bucket, status });
  });

  test("of one's own bucket without s3:ListBucket is 403, with the region", async () => {
    aws.world.setRole(ACCOUNT, "plumbline-read", { deny: ["s3:ListBucket"] });
    const { s3 } = await sessionOf(aws);
    expect((await failure(s3.send(new HeadBucketCommand({ Bucket: "mine" })))).status).toBe(403);
  });

  test("finds the bucket in the host's name too", async () => {
    const { port } = new URL(aws.url);
    const s3 = new S3Client({
      endpoint: `http://s3.${REGION}.amazonaws.com:${port}`,
      region: REGION,
      credentials: await assume(aws),
      maxAttempts: 1,
      requestHandler: loopback(new NodeHttpHandler()),
    });
    expect((await s3.send(new HeadBucketCommand({ Bucket: "mine" }))).BucketRegion).toBe(REGION);
    expect((await failure(s3.send(new HeadBucketCommand({ Bucket: "nobodys" })))).status).toBe(404);
    expect(aws.requests.map(({ identifier }) => identifier)).toContain("mine");
  });

  test("other operations fail loudly", async () => {
    const { s3 } = await sessionOf(aws);
    expect(await failure(s3.send(new ListBucketsCommand({})))).toMatchObject({ name: "NotEmulated", status: 501 });
    expect(aws.notEmulated).toHaveLength(1);
  });
});

describe("SSM", () => {
  test("describes parameters without their values", async () => {
    const { ssm } = await sessionOf(aws);
    const wanted = { ParameterFilters: [{ Key: "Name", Option: "Equals", Values: ["/app/key"] }] };
    const answer = await ssm.send(new DescribeParametersCommand(wanted));
    expect(answer.Parameters).toMatchObject([
      { Name: "/app/key", Type: "SecureString", ARN: `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/app/key` },
    ]);
    expect(answer.Parameters?.[0]?.LastModifiedDate).toEqual(new Date("2026-01-01T00:00:00Z"));
    expect(JSON.stringify(answer)).not.toContain("never shown");
    expect(aws.requests.at(-1)).toMatchObject({ operation: "DescribeParameters", identifier: "/app/key" });
  });

  test("gives an empty list for a name that is not there, and everything in pages", async () => {
    const { ssm } = await sessionOf(aws);
    const nothing = { ParameterFilters: [{ Key: "Name", Values: ["/app/other"] }] };
    expect((await ssm.send(new DescribeParametersCommand(nothing))).Parameters).toEqual([]);
    const first = await ssm.send(new DescribeParametersCommand({ MaxResults: 1 }));
    const second = await ssm.send(new DescribeParametersCommand({ MaxResults: 1, NextToken: first.NextToken }));
    expect([first, second].map((page) => page.Parameters?.[0]?.Name)).toEqual(["/app/url", "/app/key"]);
    expect(second.NextToken).toBeUndefined();
  });

  test("lists tags, and knows no tags of what is not there", async () => {
    const { ssm } = await sessionOf(aws);
    const tags = (ResourceId: string) =>
      ssm.send(new ListTagsForResourceCommand({ ResourceType: "Parameter", ResourceId }));
    expect((await tags("/app/url")).TagList).toEqual([{ Key: "team", Value: "orders" }]);
    expect((await failure(tags("/app/other"))).name).toBe("InvalidResourceId");
  });

  test("is denied without the action, and never gives a value", async () => {
    const { ssm } = await sessionOf(aws);
    expect((await failure(ssm.send(new GetParameterCommand({ Name: "/app/key" })))).status).toBe(501);
    aws.world.setRole(ACCOUNT, "plumbline-read", { deny: ["ssm:DescribeParameters"] });
    const error = await failure(ssm.send(new DescribeParametersCommand({})));
    expect(error).toMatchObject({ name: "AccessDeniedException", status: 400 });
    expect(error.message).toContain("ssm:DescribeParameters");
  });
});

test("a world that makes no sense to a service is a loud failure too", async () => {
  aws.world.setResource(PLACE, {
    type: "AWS::SSM::Parameter",
    identifier: "/app/odd",
    properties: { Tags: [{ Name: "no Key" }] },
  });
  const { ssm } = await sessionOf(aws);
  const call = ssm.send(new ListTagsForResourceCommand({ ResourceType: "Parameter", ResourceId: "/app/odd" }));
  expect(await failure(call)).toMatchObject({ name: "NotEmulated", status: 501 });
  expect(aws.notEmulated).toHaveLength(1);
});

describe("Secrets Manager", () => {
  test.each(["db/main", SECRET, SECRET.slice(0, -7)])(
    "describes a secret without its value, by %s",
    async (SecretId) => {
      const { secrets } = await sessionOf(aws);
      const answer = await secrets.send(new DescribeSecretCommand({ SecretId }));
      expect(answer).toMatchObject({
        ARN: SECRET,
        Name: "db/main",
        KmsKeyId: "alias/main",
        Tags: [{ Key: "team", Value: "orders" }],
      });
      expect(JSON.stringify(answer)).not.toContain("never shown");
    },
  );

  test("does not find another, is denied without the action, and never gives a value", async () => {
    const { secrets } = await sessionOf(aws);
    expect(await failure(secrets.send(new DescribeSecretCommand({ SecretId: "db/other" })))).toMatchObject({
      name: "ResourceNotFoundException",
      status: 400,
    });
    expect((await failure(secrets.send(new GetSecretValueCommand({ SecretId: "db/main" })))).status).toBe(501);
    aws.world.setRole(ACCOUNT, "plumbline-read", { deny: ["secretsmanager:*"] });
    expect((await failure(secrets.send(new DescribeSecretCommand({ SecretId: "db/main" })))).name).toBe(
      "AccessDeniedException",
    );
  });
});

describe("CloudFormation", () => {
  test("lists a stack's resources in pages, with ids that XML has to escape", async () => {
    const { cloudformation } = await sessionOf(aws);
    const first = await cloudformation.send(new ListStackResourcesCommand({ StackName: "orders-prod" }));
    const second = await cloudformation.send(
      new ListStackResourcesCommand({ StackName: "orders-prod", NextToken: first.NextToken }),
    );
    expect([first.StackResourceSummaries?.length, second.StackResourceSummaries?.length, second.NextToken]).toEqual([
      20,
      5,
      undefined,
    ]);
    expect(first.StackResourceSummaries?.[0]).toMatchObject({
      LogicalResourceId: "Queue0",
      PhysicalResourceId: "https://q/0?a&b=<c>",
      ResourceType: "AWS::SQS::Queue",
      ResourceStatus: "CREATE_COMPLETE",
    });
  });

  test("describes stacks, by name, by ARN, and all", async () => {
    const { cloudformation } = await sessionOf(aws);
    const { Stacks: byName } = await cloudformation.send(new DescribeStacksCommand({ StackName: "orders-prod" }));
    expect(byName).toMatchObject([{ StackName: "orders-prod", StackStatus: "UPDATE_COMPLETE" }]);
    const { Stacks: byArn } = await cloudformation.send(new DescribeStacksCommand({ StackName: byName?.[0]?.StackId }));
    expect(byArn).toEqual(byName);
    const { Stacks: all } = await cloudformation.send(new DescribeStacksCommand({}));
    expect(all?.map(({ StackName }) => StackName)).toEqual(["orders-prod", "payments"]);
    const { StackResourceSummaries: none } = await cloudformation.send(
      new ListStackResourcesCommand({ StackName: "payments" }),
    );
    expect(none).toEqual([]);
  });

  test("says that a stack does not exist as a validation error", async () => {
    const { cloudformation } = await sessionOf(aws);
    for (const command of [
      new DescribeStacksCommand({ StackName: "none" }),
      new ListStackResourcesCommand({ StackName: "none" }),
    ]) {
      const error = await failure(cloudformation.send(command as DescribeStacksCommand));
      expect(error).toMatchObject({
        name: "ValidationError",
        status: 400,
        message: "Stack with id none does not exist",
      });
    }
    aws.world.setStack(PLACE, "none", { status: "REVIEW_IN_PROGRESS" });
    await cloudformation.send(new DescribeStacksCommand({ StackName: "none" }));
    aws.world.removeStack(PLACE, "none");
    await failure(cloudformation.send(new DescribeStacksCommand({ StackName: "none" })));
  });

  test("describes a type with a schema that says how it is read", async () => {
    const { cloudformation } = await sessionOf(aws);
    const type = await cloudformation.send(
      new DescribeTypeCommand({ Type: "RESOURCE", TypeName: "AWS::ECS::Service" }),
    );
    expect(type.ProvisioningType).toBe("FULLY_MUTABLE");
    expect(JSON.parse(type.Schema ?? "")).toMatchObject({
      typeName: "AWS::ECS::Service",
      primaryIdentifier: ["/properties/ServiceArn", "/properties/Cluster"],
      handlers: { read: { permissions: ["ecs:DescribeServices"] } },
    });
    const unreadable = await cloudformation.send(
      new DescribeTypeCommand({ Type: "RESOURCE", TypeName: "AWS::IAM::Policy" }),
    );
    expect(unreadable.ProvisioningType).toBe("NON_PROVISIONABLE");
    const unknown = new DescribeTypeCommand({ Type: "RESOURCE", TypeName: "AWS::Made::Up" });
    expect(await failure(cloudformation.send(unknown))).toMatchObject({ name: "TypeNotFoundException", status: 404 });
  });

  test("is denied without the action, and loud about operations that are not emulated", async () => {
    aws.world.setRole(ACCOUNT, "plumbline-read", { allow: ["cloudformation:DescribeType"] });
    const { cloudformation } = await sessionOf(aws);
    const error = await failure(cloudformation.send(new ListStackResourcesCommand({ StackName: "orders-prod" })));
    expect(error).toMatchObject({ name: "AccessDenied", status: 403 });
    expect(await failure(cloudformation.send(new ListStacksCommand({})))).toMatchObject({
      name: "NotEmulated",
      status: 501,
    });
  });
});
