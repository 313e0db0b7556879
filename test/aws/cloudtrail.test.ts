import { expect, test } from "vitest";
import type { Json } from "../../src/model/json.ts";
import { enter, QUEUE, REGION, request, serve } from "./world.ts";

type Event = {
  name?: string;
  source?: string;
  hoursAgo?: number;
  resources?: string[];
  readOnly?: boolean;
  record?: { [name: string]: Json };
};

const SQS = "sqs.amazonaws.com";

function event(more: Event) {
  return { name: "SetQueueAttributes", source: SQS, hoursAgo: 1, resources: [QUEUE], ...more };
}

const look = request("cloudtrail:LookupEvents", QUEUE, { actions: ["cloudtrail:LookupEvents"] });

/** What one record is read as. */
async function seen(record: { [name: string]: Json }) {
  await serve({ here: { events: [event({ record })] } });
  const observation = await (await enter()).read(look);
  if (observation.outcome !== "present") throw new Error(observation.message);
  return observation.events?.[0];
}

function role(name: string, session: string): Json {
  return {
    type: "AssumedRole",
    principalId: `AROAEXAMPLE:${session}`,
    arn: `arn:aws:sts::111122223333:assumed-role/${name}/${session}`,
    sessionContext: { sessionIssuer: { type: "Role", userName: name } },
  };
}

test.each<[string, Json, object]>([
  ["an IAM user", { type: "IAMUser", userName: "alice" }, { kind: "user", name: "alice" }],
  ["a role's session", role("deploy", "run-17"), { kind: "role", role: "deploy", session: "run-17" }],
  [
    "a user of IAM Identity Center",
    role("AWSReservedSSO_Power_User_0123456789abcdef", "bob@example.com"),
    { kind: "sso", name: "bob@example.com", permissionSet: "Power_User" },
  ],
  ["the root user", { type: "Root", arn: "arn:aws:iam::111122223333:root" }, { kind: "root" }],
  [
    "a service",
    { type: "AWSService", invokedBy: "autoscaling.amazonaws.com" },
    { kind: "service", name: "autoscaling.amazonaws.com" },
  ],
  ["another account", { type: "AWSAccount", accountId: "444455556666" }, { kind: "account", account: "444455556666" }],
  ["nobody that is known", { type: "Unknown", principalId: "x" }, { kind: "other", name: "x" }],
])("tells %s", async (_, userIdentity, by) => {
  expect(await seen({ userIdentity })).toMatchObject({ by });
});

const TERRAFORM =
  "APN/1.0 HashiCorp/1.0 Terraform/1.11.0 (+https://www.terraform.io) terraform-provider-aws/6.2.0 aws-sdk-go-v2/1.36";

test.each<[string, { [name: string]: Json }, object | null]>([
  ["Terraform", { userAgent: TERRAFORM }, { kind: "terraform" }],
  ["the AWS CLI", { userAgent: "aws-cli/2.27.0 md/awscrt#0.26 ua/2.1 exec-env/CloudShell" }, { kind: "cli" }],
  ["the console, by its session", { sessionCredentialFromConsole: "true", userAgent: "x" }, { kind: "console" }],
  ["the console, by a browser", { userAgent: "Mozilla/5.0 (X11)" }, { kind: "console" }],
  [
    "CloudFormation, by whom it was invoked",
    { userIdentity: { ...(role("deploy", "ci") as object), invokedBy: "cloudformation.amazonaws.com" } },
    { kind: "cloudformation" },
  ],
  ["CloudFormation, by its address", { sourceIPAddress: "cloudformation.amazonaws.com" }, { kind: "cloudformation" }],
  ["an SDK", { userAgent: "Boto3/1.38 md/Botocore#1.38" }, { kind: "sdk", name: "Boto3" }],
  ["another service", { sourceIPAddress: "backup.amazonaws.com" }, { kind: "service", name: "backup.amazonaws.com" }],
  ["nothing", { userAgent: "curl/8", sourceIPAddress: "203.0.113.7" }, null],
])("tells %s as what a call was made with", async (_, record, tool) => {
  expect(await seen({ userIdentity: { type: "IAMUser", userName: "alice" }, ...record })).toMatchObject({ with: tool });
});

test("keeps the names of what was sent, and no value", async () => {
  const requestParameters = {
    queueUrl: QUEUE,
    attributes: { VisibilityTimeout: "300" },
    attributeName: "Policy",
    secret: "hunter2",
  };
  const change = await seen({ requestParameters });
  expect(change?.names).toEqual(["queueUrl", "attributes", "VisibilityTimeout", "attributeName", "Policy", "secret"]);
  expect(JSON.stringify(change)).not.toMatch(/hunter2|300/);
});

test("gives changes only, the newest first, over all pages", async () => {
  const reads = Array.from({ length: 30 }, () => event({ name: "GetQueueAttributes", readOnly: true, hoursAgo: 2 }));
  const events = [
    event({ name: "CreateQueue", hoursAgo: 900 }),
    event({ hoursAgo: 3 }),
    event({ hoursAgo: 1, record: { errorCode: "AccessDenied" } }),
    event({ name: "TagQueue", hoursAgo: 100 }),
    event({ name: "SetQueueAttributes", hoursAgo: 91 * 24 }),
    event({ name: "DeleteQueue", hoursAgo: 0, resources: ["another"] }),
    ...reads,
  ];
  const aws = await serve({ here: { events } });
  const session = await enter();
  const observation = await session.read(look);
  expect(observation).toMatchObject({
    outcome: "present",
    complete: true,
    events: [{ call: "SetQueueAttributes" }, { call: "TagQueue" }, { call: "CreateQueue" }],
  });
  expect(aws.requests.filter(({ operation }) => operation === "LookupEvents")).toHaveLength(2);
});

test("stops after some pages, and says that there are more", { timeout: 20_000 }, async () => {
  const events = Array.from({ length: 90 }, () => event({ name: "GetQueueAttributes", readOnly: true }));
  const aws = await serve({ here: { events } });
  const session = await enter({ options: { limits: { read: 10_000 } } });
  expect(await session.read(look)).toMatchObject({ outcome: "present", complete: false, events: [] });
  expect(aws.requests.filter(({ operation }) => operation === "LookupEvents")).toHaveLength(4);
});

test("keeps to two calls per second, whatever other APIs may", { timeout: 20_000 }, async () => {
  const aws = await serve({});
  const session = await enter();
  const started = performance.now();
  const all = Array.from({ length: 6 }, (_, index) => session.read({ ...look, identifier: `queue-${index}` }));
  expect((await Promise.all(all)).map(({ outcome }) => outcome)).toEqual(Array(6).fill("present"));
  expect(performance.now() - started).toBeGreaterThan(1900);
  expect(aws.requests.filter(({ error }) => error !== null)).toEqual([]);
});

test("a denied look-up names the action", async () => {
  await serve({ role: { deny: ["cloudtrail:*"] } });
  expect(await (await enter()).read(look)).toMatchObject({ outcome: "denied", action: "cloudtrail:LookupEvents" });
});

test.each(["throttle", "server-error", "hang", "malformed", "expired-session"] as const)(
  "%s is no answer",
  { timeout: 20_000 },
  async (fault) => {
    await serve({ here: { events: [event({})] }, faults: [{ match: { service: "cloudtrail" }, fault }] });
    const observation = await (await enter()).read(look);
    expect(["throttled", "failed"]).toContain(observation.outcome);
    expect(observation.evidence).toMatchObject({ api: "cloudtrail:LookupEvents", region: REGION });
  },
);

test("a record that cannot be read is no answer", async () => {
  await serve({ here: { events: [event({ record: { eventTime: "yesterday" } })] } });
  expect(await (await enter()).read(look)).toMatchObject({ outcome: "failed" });
});
