import { describe, expect, test } from "vitest";
import type { ReadRequest } from "../../src/model/observation.ts";
import { ACCOUNT, enter, queue, QUEUE, REGION, request, serve } from "./world.ts";

const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:orders/db-AbCdEf`;

test("a resource that is there comes with its properties and evidence", async () => {
  const aws = await serve({
    here: { resources: [{ type: "AWS::SQS::Queue", identifier: QUEUE, properties: { VisibilityTimeout: 30 } }] },
  });
  const session = await enter();
  const observation = await session.read(queue());
  expect(observation).toMatchObject({
    outcome: "present",
    identifier: QUEUE,
    properties: { VisibilityTimeout: 30, QueueName: "orders" },
  });
  expect(observation.evidence).toEqual({
    api: "cloudcontrol:GetResource",
    outcome: "present",
    account: ACCOUNT,
    region: REGION,
    type: "AWS::SQS::Queue",
    identifier: QUEUE,
    requestId: "00000000-0000-4000-8000-000000000002",
    at: "2026-11-20T14:02:11.000Z",
  });
  expect(session.calls).toBe(2);
  expect(aws.notEmulated).toEqual([]);
});

test("a resource that is not there is absent, with the request id of the answer", async () => {
  await serve({});
  const observation = await (await enter()).read(queue());
  expect(observation).toMatchObject({
    outcome: "absent",
    evidence: { outcome: "absent", requestId: "00000000-0000-4000-8000-000000000002" },
  });
});

test("a resource of a global service is read in another region, in the same session", async () => {
  const aws = await serve({});
  const session = await enter();
  await session.read(queue());
  await session.read(queue({ region: "us-east-1" }));
  expect(aws.requests.map(({ operation, region }) => [operation, region])).toEqual([
    ["AssumeRole", REGION],
    ["GetResource", REGION],
    ["GetResource", "us-east-1"],
  ]);
});

test("another account than the target's is never read", async () => {
  const aws = await serve({});
  const observation = await (await enter()).read(queue({ account: "444455556666" }));
  expect(observation).toMatchObject({ outcome: "failed", reason: "wrong-account", evidence: { requestId: null } });
  expect(aws.requests).toHaveLength(1);
});

describe("ListResources", () => {
  const names = Array.from({ length: 45 }, (_, index) => `queue-${index}`);
  const urls = names.map((name) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`);
  const here = { resources: urls.map((identifier) => ({ type: "AWS::SQS::Queue", identifier })) };
  const listing = request("cloudcontrol:ListResources", "", { type: "AWS::SQS::Queue" });

  test("gives all pages", async () => {
    const aws = await serve({ here });
    const observation = await (await enter()).read(listing);
    expect(observation).toMatchObject({ outcome: "present", complete: true, identifier: "", properties: {} });
    expect(observation.outcome === "present" && observation.items?.map(({ identifier }) => identifier)).toEqual(urls);
    expect(aws.requests).toHaveLength(4);
  });

  test("stops after a page where a hint is enough, and says that there is more", async () => {
    const aws = await serve({ here });
    const observation = await (await enter()).read({ ...listing, firstPage: true });
    expect(observation).toMatchObject({ outcome: "present", complete: false });
    expect(observation.outcome === "present" && observation.items).toHaveLength(20);
    expect(aws.requests).toHaveLength(2);
  });

  test("is complete where the first page is the only one", async () => {
    await serve({});
    expect(await (await enter()).read({ ...listing, firstPage: true })).toMatchObject({
      outcome: "present",
      items: [],
      complete: true,
    });
  });

  test("gives nothing at all where a later page is denied", async () => {
    const aws = await serve({ here });
    const session = await enter();
    aws.world.addFault({ match: { operation: "ListResources" }, fault: "latency", ms: 50 });
    const reading = session.read(listing);
    await expect.poll(() => aws.requests.length, { interval: 5 }).toBe(2);
    aws.world.addFault({ match: { operation: "ListResources" }, fault: "deny" });
    expect((await reading).outcome).toBe("denied");
  });
});

describe("ListStackResources", () => {
  const resources = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [
      `Queue${index}`,
      { type: "AWS::SQS::Queue", physicalId: `https://sqs/${index}` },
    ]),
  );

  test("gives every resource of the stack by physical id", async () => {
    await serve({ here: { stacks: { orders: { resources } } } });
    const observation = await (await enter()).read(request("cloudformation:ListStackResources", "orders"));
    expect(observation).toMatchObject({ outcome: "present", complete: true });
    const items = observation.outcome === "present" ? (observation.items ?? []) : [];
    expect(items).toHaveLength(30);
    expect(items[7]).toEqual({
      identifier: "https://sqs/7",
      properties: { LogicalResourceId: "Queue7", ResourceType: "AWS::SQS::Queue", ResourceStatus: "CREATE_COMPLETE" },
    });
  });

  test("a stack without resources is an empty listing", async () => {
    await serve({ here: { stacks: { orders: { resources: {} } } } });
    const observation = await (await enter()).read(request("cloudformation:ListStackResources", "orders"));
    expect(observation).toMatchObject({ outcome: "present", items: [], complete: true });
  });

  test("a stack that does not exist is said to be missing", async () => {
    await serve({});
    const observation = await (await enter()).read(request("cloudformation:ListStackResources", "orders"));
    expect(observation).toMatchObject({
      outcome: "failed",
      reason: "stack-missing",
      message: "ValidationError: Stack with id orders does not exist",
    });
  });
});

describe("ListExports", () => {
  const outputs = Object.fromEntries(
    Array.from({ length: 130 }, (_, index) => [`Out${index}`, { value: `v${index}`, export: `shared-${index}` }]),
  );

  test("gives every export by name", async () => {
    await serve({ here: { stacks: { network: { outputs: { ...outputs, Plain: { value: "x" } } } } } });
    const session = await enter();
    const exported = await session.read(request("cloudformation:ListExports", ""));
    const items = exported.outcome === "present" ? (exported.items ?? []) : [];
    expect(items).toHaveLength(130);
    expect(items[129]).toMatchObject({ identifier: "shared-129", properties: { Value: "v129" } });
  });

  test("a denied listing is denied, not empty", async () => {
    await serve({
      here: { stacks: { network: { outputs } } },
      role: { deny: ["cloudformation:*"] },
    });
    const session = await enter();
    const api = "cloudformation:ListExports";
    expect(await session.read(request(api, "shared-1", { actions: [api] }))).toMatchObject({
      outcome: "denied",
      action: api,
    });
  });
});

function bucket(identifier: string): ReadRequest {
  return request("s3:HeadBucket", identifier, { actions: ["s3:ListBucket"] });
}

describe("HeadBucket", () => {
  test("a bucket of this account, dots in its name included", async () => {
    await serve({ here: { resources: [{ type: "AWS::S3::Bucket", identifier: "assets.example.org" }] } });
    expect(await (await enter()).read(bucket("assets.example.org"))).toMatchObject({
      outcome: "present",
      identifier: "assets.example.org",
      properties: { BucketRegion: REGION, Accessible: true },
    });
  });

  test.each([
    ["another region", "us-east-1"],
    ["the same region", REGION],
  ])("a bucket of someone else's in %s is taken", async (_, region) => {
    await serve({ foreignBuckets: { taken: region } });
    expect(await (await enter()).read(bucket("taken"))).toMatchObject({
      outcome: "present",
      properties: { BucketRegion: region, Accessible: false },
    });
  });

  test("a name that nobody has is absent", async () => {
    await serve({});
    expect(await (await enter()).read(bucket("free-name"))).toMatchObject({ outcome: "absent" });
  });

  test("a refusal that does not say where the bucket is leaves it open", async () => {
    await serve({ faults: [{ match: { service: "s3" }, fault: "deny" }] });
    expect(await (await enter()).read(bucket("who-knows"))).toMatchObject({
      outcome: "denied",
      action: "s3:ListBucket",
    });
  });
});

describe("a parameter", () => {
  const name = "/orders/url";
  const here = {
    resources: [
      { type: "AWS::SSM::Parameter", identifier: `${name}/more`, properties: {} },
      {
        type: "AWS::SSM::Parameter",
        identifier: name,
        properties: { Type: "SecureString", Description: "where", Value: "hidden", Tags: { team: "orders" } },
      },
    ],
  };
  const parameter = request("ssm:DescribeParameters", name, {
    type: "AWS::SSM::Parameter",
    actions: ["ssm:DescribeParameters", "ssm:ListTagsForResource"],
  });

  test("is in CloudFormation's words, with its tags as a map and without its value", async () => {
    await serve({ here });
    const observation = await (await enter()).read(parameter);
    expect(observation).toMatchObject({
      outcome: "present",
      identifier: name,
      properties: {
        Name: name,
        Type: "SecureString",
        Description: "where",
        Tier: "Standard",
        DataType: "text",
        Tags: { team: "orders" },
      },
    });
    expect(JSON.stringify(observation)).not.toContain("hidden");
  });

  test("leaves its tags out where they are denied", async () => {
    await serve({ here, role: { deny: ["ssm:ListTagsForResource"] } });
    const observation = await (await enter()).read(parameter);
    expect(observation).toMatchObject({ outcome: "present", properties: { Name: name } });
    expect(observation.outcome === "present" && "Tags" in observation.properties).toBe(false);
  });

  test("is not read by halves where its tags fail otherwise", async () => {
    const aws = await serve({ here });
    aws.world.addFault({ match: { operation: "ListTagsForResource" }, fault: "throttle" });
    expect((await (await enter()).read(parameter)).outcome).toBe("throttled");
  });

  test("is absent where none has exactly its name", async () => {
    await serve({ here });
    expect(await (await enter()).read({ ...parameter, identifier: "/orders" })).toMatchObject({
      outcome: "absent",
      message: "no parameter is named /orders",
    });
  });
});

describe("a secret", () => {
  const here = {
    resources: [
      {
        type: "AWS::SecretsManager::Secret",
        identifier: SECRET,
        properties: { Description: "db", SecretString: "hidden", Tags: [{ Key: "team", Value: "orders" }] },
      },
    ],
  };

  test.each(["orders/db", SECRET])("is found by %s, without its value", async (identifier) => {
    await serve({ here });
    const observation = await (await enter()).read(request("secretsmanager:DescribeSecret", identifier));
    expect(observation).toMatchObject({
      outcome: "present",
      identifier: SECRET,
      properties: {
        Id: SECRET,
        Name: "orders/db",
        Description: "db",
        Tags: [{ Key: "team", Value: "orders" }],
        ReplicaRegions: [],
      },
    });
    expect(JSON.stringify(observation)).not.toContain("hidden");
  });

  test("is absent where there is none of that name", async () => {
    await serve({ here });
    expect((await (await enter()).read(request("secretsmanager:DescribeSecret", "orders/other"))).outcome).toBe(
      "absent",
    );
  });
});

test("a hundred reads at once share few connections and warn of nothing", async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error) => warnings.push(warning);
  process.on("warning", listen);
  const aws = await serve({}, { latencyMs: 20 });
  const session = await enter({ options: { limits: {} } });
  const reads = Array.from({ length: 100 }, (_, index) => session.read(queue({ identifier: `${QUEUE}-${index}` })));
  const outcomes = new Set((await Promise.all(reads)).map(({ outcome }) => outcome));
  process.off("warning", listen);
  expect([...outcomes]).toEqual(["absent"]);
  expect(session.calls).toBe(101);
  expect(aws.requests).toHaveLength(101);
  expect(warnings).toEqual([]);
});
