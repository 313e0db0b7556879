import { expect, test } from "vitest";
import type { ReadRequest } from "../../src/model/observation.ts";
import { answering, error, SESSION } from "./raw-server.ts";
import { enter, open, queue, QUEUE, request } from "./world.ts";

function handler(message: string, code: string): string {
  return `AWS::SQS::Queue Handler returned status FAILED: ${message} (HandlerErrorCode: ${code}, RequestToken: 1-2-3)`;
}

const BUCKET = request("s3:HeadBucket", "orders", { actions: ["s3:ListBucket"] });
const READS: readonly ReadRequest[] = [
  queue(),
  request("cloudcontrol:ListResources", "", { type: "AWS::SQS::Queue" }),
  request("cloudformation:ListStackResources", "orders"),
  BUCKET,
  request("ssm:DescribeParameters", "/orders"),
  request("secretsmanager:DescribeSecret", "orders"),
  request("cloudtrail:LookupEvents", "orders"),
];

test.each(READS.map((read) => [read.api, read] as const))(
  "%s: an answer that says nothing is neither present nor absent",
  async (_, read) => {
    for (const raw of [
      {},
      { body: "{}" },
      { body: "[]" },
      { body: "null" },
      { status: 404 },
      { status: 404, body: "<html>Not found</html>" },
      { status: 302 },
      { status: 502, body: "<html>" },
    ] as const) {
      await answering([raw]);
      const observation = await (await enter()).read(read);
      expect([raw, observation.outcome]).toEqual([raw, "failed"]);
    }
  },
);

test("an answer that stops in the middle is a timeout", async () => {
  await answering(["half"]);
  expect(await (await enter()).read(queue())).toMatchObject({ outcome: "failed", reason: "timeout" });
});

test.each([
  ["AWS::S3::Bucket", "ambiguous", "the bucket orders is in another region than eu-west-1"],
  ["AWS::SQS::Queue", "failed", expect.stringContaining("Status Code: 301")],
])("a handler's 301 for %s is %s", async (type, outcome, message) => {
  await answering([
    error(
      "GeneralServiceException",
      handler("Moved (Service: S3, Status Code: 301, Request ID: X)", "GeneralServiceException"),
    ),
  ]);
  const observation = await (await enter()).read(queue({ type, identifier: "orders" }));
  expect(observation).toMatchObject({ outcome, message });
});

test.each([
  ["a handler's NotFound", "GeneralServiceException", handler("gone", "NotFound"), "absent"],
  ["a handler's NotFound, spelled otherwise", "GeneralServiceException", handler("gone", "notFound"), "absent"],
  [
    "ResourceNotFoundException",
    "ResourceNotFoundException",
    "Resource of type 'AWS::SQS::Queue' was not found.",
    "absent",
  ],
  ["a denial under ResourceNotFoundException", "ResourceNotFoundException", handler("no", "AccessDenied"), "denied"],
  [
    "IAM's words under ResourceNotFoundException",
    "ResourceNotFoundException",
    "User: x is not authorized to perform: sqs:GetQueueUrl",
    "denied",
  ],
  [
    "a denial that mentions not found",
    "AccessDeniedException",
    "Role not found or not allowed: ResourceNotFoundException",
    "denied",
  ],
  ["a handler's denial in other casing", "GeneralServiceException", handler("no", "ACCESSDENIED"), "denied"],
  [
    "a handler's denial in words only",
    "GeneralServiceException",
    handler("Access Denied (Service: S3, Status Code: 403)", "GeneralServiceException"),
    "denied",
  ],
  [
    "a handler's UnauthorizedTaggingOperation",
    "GeneralServiceException",
    handler("no", "UnauthorizedTaggingOperation"),
    "denied",
  ],
  [
    "a name that says NotFound",
    "GeneralServiceException",
    handler("bad name 'HandlerErrorCode: NotFound'", "InvalidRequest"),
    "failed",
  ],
  [
    "an alarm named AccessDenied that is gone",
    "ResourceNotFoundException",
    handler("'AccessDenied-alarm' was not found", "NotFound"),
    "absent",
  ],
  [
    "an identifier of the wrong form",
    "InvalidRequestException",
    "Identifier x is not valid for identifier [/properties/QueueUrl]: not found",
    "failed",
  ],
  ["another thing that is not found", "StackNotFoundException", "not found", "failed"],
  [
    "a handler's InvalidRequest that is not found",
    "InvalidRequestException",
    handler("not found", "NotFound"),
    "failed",
  ],
  ["a type that is not found", "TypeNotFoundException", "The type cannot be found", "unsupported"],
  ["a private type", "PrivateTypeException", "private", "unsupported"],
  ["a rate in a handler", "GeneralServiceException", handler("Rate exceeded", "GeneralServiceException"), "throttled"],
  ["a handler's Throttling", "HandlerFailureException", handler("slow", "Throttling"), "throttled"],
  ["too many requests", "TooManyRequestsException", "slow", "throttled"],
  ["a validation error", "ValidationException", "1 validation error detected", "failed"],
  ["a region that is not enabled", "OptInRequired", "not subscribed", "failed"],
] as const)("%s is %#", async (_, type, message, outcome) => {
  await answering([error(type, message)]);
  expect((await (await enter()).read(queue())).outcome).toBe(outcome);
});

test("a handler's own trouble is asked about again", async () => {
  const trouble = error(
    "GeneralServiceException",
    handler("try again (Service: Sqs, Status Code: 503)", "ServiceInternalError"),
  );
  const { bodies } = await answering([trouble, trouble, error("ResourceNotFoundException", "not found")]);
  expect((await (await enter()).read(queue())).outcome).toBe("absent");
  expect(bodies).toHaveLength(4);
});

test("a signature that failed by the clock is made again with AWS's time", async () => {
  const skewed = {
    ...(error("InvalidSignatureException", "Signature expired") as object),
    headers: { "x-amzn-requestid": "r", date: new Date(Date.now() + 3_600_000).toUTCString() },
  };
  await answering([skewed, error("ResourceNotFoundException", "not found")]);
  expect((await (await enter()).read(queue())).outcome).toBe("absent");
});

test("nothing of an unreadable answer is repeated", async () => {
  await answering([{ body: '<html>top "secret"</html>' }]);
  expect(JSON.stringify(await (await enter()).read(queue()))).not.toMatch(/secret|html/);
});

test("what differs from run to run, and what is too long, is left out of messages", async () => {
  await answering([
    error(
      "GeneralServiceException",
      handler(
        `You are not authorized. Encoded authorization failure message: ${"x".repeat(3000)} ${"y".repeat(900)}`,
        "AccessDenied",
      ),
    ),
  ]);
  const observation = await (await enter()).read(queue());
  const message = observation.outcome === "denied" ? observation.message : "";
  expect(message).not.toMatch(/1-2-3|xxx/);
  expect(message).toMatch(/^GeneralServiceException: .{500,600}…$/);
});

test.each([
  ["missing", { body: "{}" }],
  ["a text", { body: JSON.stringify({ ResourceDescription: { Identifier: QUEUE, Properties: '"text"' } }) }],
  ["null", { body: JSON.stringify({ ResourceDescription: { Identifier: QUEUE, Properties: "null" } }) }],
  ["a list", { body: JSON.stringify({ ResourceDescription: { Identifier: QUEUE, Properties: "[]" } }) }],
  ["no properties", { body: JSON.stringify({ ResourceDescription: { Identifier: QUEUE } }) }],
])("properties that are %s make a failure", async (_, raw) => {
  await answering([raw]);
  expect(await (await enter()).read(queue())).toMatchObject({ outcome: "failed", reason: "failed" });
});

test("a __proto__ among the properties is a property", async () => {
  await answering([
    {
      body: JSON.stringify({
        ResourceDescription: { Identifier: QUEUE, Properties: '{"__proto__":{"polluted":true}}' },
      }),
    },
  ]);
  const observation = await (await enter()).read(queue());
  expect(observation.outcome === "present" && Object.keys(observation.properties)).toEqual(["__proto__"]);
  expect({}).not.toHaveProperty("polluted");
});

test("a listing that goes round in circles ends", async () => {
  const page = { body: JSON.stringify({ ResourceDescriptions: [], NextToken: "again" }) };
  await answering([page]);
  const listing = request("cloudcontrol:ListResources", "", { type: "AWS::SQS::Queue" });
  expect(await (await enter()).read(listing)).toMatchObject({
    outcome: "failed",
    message: expect.stringContaining("does not advance"),
  });
});

test("a listing never says absent", async () => {
  await answering([error("ResourceNotFoundException", "not found")]);
  const listing = request("cloudcontrol:ListResources", "", { type: "AWS::SQS::Queue" });
  expect((await (await enter()).read(listing)).outcome).toBe("failed");
});

test("an empty page is followed", async () => {
  const found = { Name: "/orders", Type: "String" };
  await answering([
    { body: JSON.stringify({ Parameters: [], NextToken: "2" }) },
    { body: JSON.stringify({ Parameters: [found] }) },
    { body: "{}" },
  ]);
  expect(await (await enter()).read(request("ssm:DescribeParameters", "/orders"))).toMatchObject({
    outcome: "present",
    properties: found,
  });
});

test("a parameter's policies are one text, as CloudFormation has them", async () => {
  const Policies = [{ PolicyText: '{"Type":"Expiration"}' }, { PolicyText: '{"Type":"NoChangeNotification"}' }];
  await answering([
    { body: JSON.stringify({ Parameters: [{ Name: "/orders", Policies }] }) },
    { body: '{"TagList":[]}' },
  ]);
  expect(await (await enter()).read(request("ssm:DescribeParameters", "/orders"))).toMatchObject({
    properties: { Policies: '[{"Type":"Expiration"},{"Type":"NoChangeNotification"}]', Tags: {} },
  });
});

test("a secret that is scheduled for deletion is there, and says so", async () => {
  await answering([
    {
      body: JSON.stringify({
        ARN: "arn:x",
        Name: "orders",
        DeletedDate: 1_800_000_000,
        ReplicationStatus: [{ Region: "us-east-1", KmsKeyId: "k" }],
      }),
    },
  ]);
  expect(await (await enter()).read(request("secretsmanager:DescribeSecret", "orders"))).toMatchObject({
    outcome: "present",
    identifier: "arn:x",
    properties: { DeletedDate: "2027-01-15T08:00:00.000Z", ReplicaRegions: [{ Region: "us-east-1", KmsKeyId: "k" }] },
  });
});

test.each([
  [200, true],
  [301, false],
  [400, false],
  [403, false],
])("HeadBucket: %i with a region is a name that is taken", async (status, accessible) => {
  await answering([{ status, headers: { "x-amz-bucket-region": "us-west-2", "x-amz-request-id": "R" } }]);
  expect(await (await enter()).read(BUCKET)).toMatchObject({
    outcome: "present",
    properties: { BucketRegion: "us-west-2", Accessible: accessible },
    evidence: { requestId: "R" },
  });
});

test.each([undefined, "eu-west-1"])("HeadBucket: a 400 with the region %s tells nothing", async (region) => {
  await answering([{ status: 400, headers: { ...(region && { "x-amz-bucket-region": region }) } }]);
  expect((await (await enter()).read(BUCKET)).outcome).toBe("failed");
});

const TOO_LARGE = {
  status: 400,
  body: '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>PackedPolicyTooLarge</Code><Message>Packed size of session policy consumes 120% of allotted space</Message></Error><RequestId>q</RequestId></ErrorResponse>',
};

test("a policy that packs too large gives way to a coarser one, down to the coarsest", async () => {
  const { bodies } = await answering([{}], [TOO_LARGE, TOO_LARGE, { body: SESSION }]);
  await enter({ actions: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"] });
  const policies = bodies.map((body) => new URLSearchParams(body).get("Policy") ?? "");
  expect(policies.map((policy) => /"Action":\[("[^"]+")/.exec(policy)?.[1])).toEqual([
    '"sqs:GetQueueAttributes"',
    '"sqs:Get*"',
    '"*"',
  ]);
});

test("policies that all pack too large leave the target unreachable", async () => {
  await answering([{}], [TOO_LARGE]);
  expect(await open()).toMatchObject({
    code: "target-unreachable",
    reason: expect.stringContaining("PackedPolicyTooLarge"),
  });
});

test("an AssumeRole without credentials lets nobody in", async () => {
  await answering([{}], [{ body: "<AssumeRoleResponse><AssumeRoleResult></AssumeRoleResult></AssumeRoleResponse>" }]);
  expect(await open()).toMatchObject({ code: "target-unreachable", reason: expect.stringContaining("no credentials") });
});
