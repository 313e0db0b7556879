import { GetResourceCommand } from "@aws-sdk/client-cloudcontrol";
import { DescribeTypeCommand, ListStackResourcesCommand } from "@aws-sdk/client-cloudformation";
import { HeadBucketCommand } from "@aws-sdk/client-s3";
import { DescribeParametersCommand } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FaultKind } from "../world.ts";
import { ACCOUNT, clientsOf, failure, REGION, sessionOf } from "./clients.ts";
import { startAws } from "./server.ts";
import type { EmulatedAws } from "./server.ts";

const readTable = new GetResourceCommand({ TypeName: "AWS::DynamoDB::Table", Identifier: "accounts" });

let aws: EmulatedAws;
let clients: ReturnType<typeof clientsOf>;
beforeEach(async () => {
  aws = await startAws({
    accounts: {
      [ACCOUNT]: {
        regions: {
          [REGION]: {
            resources: [
              { type: "AWS::DynamoDB::Table", identifier: "accounts" },
              { type: "AWS::S3::Bucket", identifier: "mine" },
            ],
            stacks: { orders: {} },
          },
        },
      },
    },
  });
  clients = await sessionOf(aws);
});
afterEach(() => aws.close());

describe("Cloud Control", () => {
  test.each<[FaultKind, string, string]>([
    ["deny", "AccessDeniedException", "is not authorized to perform: cloudformation:GetResource"],
    ["deny-in-handler", "GeneralServiceException", "is not authorized to perform: dynamodb:DescribeTable"],
    ["throttle", "ThrottlingException", "Rate exceeded"],
    ["throttle-in-handler", "GeneralServiceException", "Rate exceeded"],
    ["not-found-in-handler", "GeneralServiceException", "HandlerErrorCode: NotFound"],
    ["invalid-credentials", "InvalidCredentialsException", "HandlerErrorCode: InvalidCredentials"],
    ["server-error", "InternalFailure", "internal error"],
    ["unsupported-type", "UnsupportedActionException", "does not support READ action"],
    ["wrong-region", "GeneralServiceException", "Status Code: 301"],
    ["expired-session", "ExpiredTokenException", "expired"],
    ["clock-skew", "InvalidSignatureException", "Signature expired"],
  ])("%s is %s", async (fault, name, message) => {
    aws.world.addFault({ fault });
    const error = await failure(clients.cloudcontrol.send(readTable));
    expect(error.name).toBe(name);
    expect(error.message).toContain(message);
    expect(error.requestId).toBe(aws.requests.at(-1)?.requestId);
    expect(aws.requests.at(-1)).toMatchObject({ error: name, status: error.status });
  });

  test("malformed breaks the answer off; malformed-properties only what is inside it", async () => {
    aws.world.addFault({ fault: "malformed", times: 1 });
    expect((await failure(clients.cloudcontrol.send(readTable))).name).toBe("SyntaxError");
    aws.world.addFault({ fault: "malformed-properties", times: 1 });
    const answer = await clients.cloudcontrol.send(readTable);
    expect(() => JSON.parse(answer.ResourceDescription?.Properties ?? "")).toThrow(SyntaxError);
  });

  test("reset ends the connection", async () => {
    aws.world.addFault({ fault: "reset" });
    expect((await failure(clients.cloudcontrol.send(readTable))).message).toMatch(/ECONNRESET|hang up/);
    expect(aws.requests.at(-1)?.status).toBe(0);
  });

  test("hang gives no answer: the caller's own patience decides", async () => {
    aws.world.addFault({ fault: "hang" });
    const call = clients.cloudcontrol.send(readTable, { abortSignal: AbortSignal.timeout(150) });
    expect((await failure(call)).name).toBe("AbortError");
    expect(aws.requests.at(-1)).toMatchObject({ operation: "GetResource", status: 0 });
  });

  test("hang with ms hangs up then", async () => {
    aws.world.addFault({ fault: "hang", ms: 50 });
    expect((await failure(clients.cloudcontrol.send(readTable))).message).toMatch(/ECONNRESET|hang up/);
  });

  test("latency comes late and is otherwise right", async () => {
    aws.world.addFault({ fault: "latency", ms: 120 });
    const started = performance.now();
    await clients.cloudcontrol.send(readTable);
    expect(performance.now() - started).toBeGreaterThan(110);
  });
});

describe("STS", () => {
  const assumeRole = new AssumeRoleCommand({
    RoleArn: `arn:aws:iam::${ACCOUNT}:role/plumbline-read`,
    RoleSessionName: "o-r-7",
  });

  test.each<[FaultKind, string, number]>([
    ["deny", "AccessDenied", 403],
    ["throttle", "Throttling", 400],
    ["server-error", "InternalFailure", 500],
    ["wrong-region", "SignatureDoesNotMatch", 403],
    ["clock-skew", "SignatureDoesNotMatch", 403],
  ])("%s is %s", async (fault, name, status) => {
    aws.world.addFault({ match: { service: "sts" }, fault });
    const { sts } = clientsOf(aws, aws.credentials);
    expect(await failure(sts.send(assumeRole))).toMatchObject({ name, status });
  });

  test("malformed XML is no answer", async () => {
    aws.world.addFault({ match: { operation: "AssumeRole" }, fault: "malformed" });
    const answer = clientsOf(aws, aws.credentials).sts.send(assumeRole);
    await expect(answer.then(({ Credentials }) => Credentials?.SessionToken)).rejects.toThrow("XML");
  });

  test("wrong-account gives a session of somebody else's account", async () => {
    aws.world.addFault({ match: { operation: "AssumeRole" }, fault: "wrong-account" });
    const { sts, cloudcontrol } = await sessionOf(aws);
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe("666655554444");
    expect((await failure(cloudcontrol.send(readTable))).name).toBe("AccessDeniedException");
    aws.world.clearFaults();
    aws.world.addFault({ match: { operation: "GetCallerIdentity" }, fault: "wrong-account" });
    const answer = await clients.sts.send(new GetCallerIdentityCommand({}));
    expect(answer).toMatchObject({
      Account: "666655554444",
      Arn: "arn:aws:sts::666655554444:assumed-role/plumbline-read/o-r-7",
    });
  });

  test("matches a role by the account that it is in", async () => {
    aws.world.addFault({ match: { account: ACCOUNT, operation: "AssumeRole" }, fault: "deny", times: 1 });
    const { sts } = clientsOf(aws, aws.credentials);
    expect((await failure(sts.send(assumeRole))).name).toBe("AccessDenied");
    await sts.send(assumeRole);
  });
});

describe("S3, SSM and CloudFormation", () => {
  test.each<[FaultKind, number]>([
    ["deny", 403],
    ["throttle", 503],
    ["server-error", 500],
    ["expired-session", 400],
    ["clock-skew", 403],
    ["wrong-region", 301],
  ])("HeadBucket with %s is %i", async (fault, status) => {
    aws.world.addFault({ match: { service: "s3" }, fault });
    expect((await failure(clients.s3.send(new HeadBucketCommand({ Bucket: "mine" })))).status).toBe(status);
  });

  test("a malformed HeadBucket has lost its region", async () => {
    aws.world.addFault({ fault: "malformed" });
    expect((await clients.s3.send(new HeadBucketCommand({ Bucket: "mine" }))).BucketRegion).toBeUndefined();
  });

  test.each<[FaultKind, string, string]>([
    ["deny", "AccessDeniedException", "AccessDenied"],
    ["throttle", "ThrottlingException", "Throttling"],
    ["expired-session", "ExpiredTokenException", "ExpiredToken"],
  ])("%s is %s in awsJson and %s in awsQuery", async (fault, json, query) => {
    aws.world.addFault({ fault });
    expect((await failure(clients.ssm.send(new DescribeParametersCommand({})))).name).toBe(json);
    expect(
      (await failure(clients.cloudformation.send(new ListStackResourcesCommand({ StackName: "orders" })))).name,
    ).toBe(query);
  });

  test("a type that is not supported cannot be described either", async () => {
    aws.world.addFault({ fault: "unsupported-type" });
    const call = clients.cloudformation.send(
      new DescribeTypeCommand({ Type: "RESOURCE", TypeName: "AWS::DynamoDB::Table" }),
    );
    expect((await failure(call)).name).toBe("TypeNotFoundException");
  });
});

describe("a fault", () => {
  test("happens as often as it says, and only where it matches", async () => {
    aws.world.addFault({
      match: { type: "AWS::DynamoDB::Table", identifier: "accounts" },
      fault: "throttle",
      times: 2,
    });
    const other = new GetResourceCommand({ TypeName: "AWS::DynamoDB::Table", Identifier: "other" });
    expect((await failure(clients.cloudcontrol.send(other))).name).toBe("ResourceNotFoundException");
    expect((await failure(clients.cloudcontrol.send(readTable))).name).toBe("ThrottlingException");
    expect((await failure(clients.cloudcontrol.send(readTable))).name).toBe("ThrottlingException");
    await clients.cloudcontrol.send(readTable);
  });

  test.each([
    { service: "sts" as const },
    { region: "us-east-1" },
    { account: "222233334444" },
    { operation: "ListResources" },
  ])("does not touch another %o", async (match) => {
    aws.world.addFault({ match, fault: "deny" });
    expect(await clients.cloudcontrol.send(readTable)).toHaveProperty("TypeName");
  });

  test("is over once it is taken away", async () => {
    const remove = aws.world.addFault({ fault: "deny" });
    expect((await failure(clients.cloudcontrol.send(readTable))).name).toBe("AccessDeniedException");
    remove();
    expect(await clients.cloudcontrol.send(readTable)).toHaveProperty("TypeName");
  });
});

test("beyond the rate limit calls are throttled, per region and service", async () => {
  const limited = await startAws(
    {
      accounts: {
        [ACCOUNT]: { regions: { [REGION]: { resources: [{ type: "AWS::DynamoDB::Table", identifier: "accounts" }] } } },
      },
    },
    { rateLimit: { perSecond: 1, burst: 3 }, latencyMs: 30 },
  );
  try {
    const { cloudcontrol, ssm } = await sessionOf(limited);
    const started = performance.now();
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => cloudcontrol.send(readTable)));
    expect(performance.now() - started).toBeGreaterThan(25);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(limited.requests.filter(({ error }) => error === "ThrottlingException")).toHaveLength(3);
    await ssm.send(new DescribeParametersCommand({}));
    const elsewhere = await sessionOf(limited, {}, "us-east-1");
    expect((await failure(elsewhere.cloudcontrol.send(readTable))).name).toBe("ResourceNotFoundException");
  } finally {
    await limited.close();
  }
});
