import { describe, expect, test } from "vitest";
import { createLimiters } from "../../src/aws/index.ts";
import type { ReadRequest } from "../../src/model/observation.ts";
import type { FaultKind } from "../world/world.ts";
import { ACCOUNT, enter, queue, QUEUE, REGION, request, serve } from "./world.ts";

const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:orders-AbCdEf`;
const here = {
  resources: [
    { type: "AWS::SQS::Queue", identifier: QUEUE },
    { type: "AWS::S3::Bucket", identifier: "orders" },
    { type: "AWS::SSM::Parameter", identifier: "/orders" },
    { type: "AWS::SecretsManager::Secret", identifier: SECRET },
  ],
  stacks: { orders: { resources: { Queue: { type: "AWS::SQS::Queue", physicalId: QUEUE } } } },
};

const READS: readonly ReadRequest[] = [
  queue(),
  request("cloudcontrol:ListResources", "", {
    type: "AWS::SQS::Queue",
    actions: ["cloudformation:ListResources", "sqs:ListQueues"],
  }),
  request("cloudformation:ListStackResources", "orders", { actions: ["cloudformation:ListStackResources"] }),
  request("s3:HeadBucket", "orders", { actions: ["s3:ListBucket"] }),
  request("ssm:DescribeParameters", "/orders", { actions: ["ssm:DescribeParameters", "ssm:ListTagsForResource"] }),
  request("secretsmanager:DescribeSecret", SECRET, { actions: ["secretsmanager:DescribeSecret"] }),
];

async function readWith(
  fault: FaultKind,
  read: ReadRequest,
  more: { readonly ms?: number; readonly times?: number } = {},
) {
  const aws = await serve({ here });
  const session = await enter();
  aws.world.addFault({ fault, ...more });
  const observation = await session.read(read);
  expect(aws.notEmulated).toEqual([]);
  return { aws, session, observation };
}

/** What each failure is to Cloud Control's GetResource. */
const FAILURES: readonly (readonly [FaultKind, object])[] = [
  ["deny", { outcome: "denied", action: "cloudformation:GetResource" }],
  ["deny-in-handler", { outcome: "denied", action: "sqs:GetQueueAttributes" }],
  ["throttle", { outcome: "throttled" }],
  ["throttle-in-handler", { outcome: "throttled" }],
  [
    "server-error",
    {
      outcome: "failed",
      reason: "failed",
      message: expect.stringMatching(/^AWS had an error of its own: InternalFailure/),
    },
  ],
  ["hang", { outcome: "failed", reason: "timeout", message: "no answer within 0.5 s" }],
  ["reset", { outcome: "failed", reason: "failed", message: expect.stringMatching(/^the connection to AWS broke: /) }],
  [
    "malformed",
    {
      outcome: "failed",
      reason: "failed",
      message: "AWS's answer made no sense: the answer (HTTP 200) could not be read",
    },
  ],
  [
    "malformed-properties",
    {
      outcome: "failed",
      reason: "failed",
      message: "AWS's answer made no sense: the resource's properties are not JSON",
    },
  ],
  ["unsupported-type", { outcome: "unsupported", message: expect.stringContaining("does not support READ") }],
  ["wrong-region", { outcome: "failed", reason: "failed", message: expect.stringContaining("Status Code: 301") }],
  [
    "expired-session",
    {
      outcome: "failed",
      reason: "failed",
      message: expect.stringMatching(/^the session's credentials were no longer accepted: ExpiredTokenException/),
    },
  ],
  [
    "invalid-credentials",
    {
      outcome: "failed",
      reason: "failed",
      message: expect.stringMatching(/^the session's credentials were no longer accepted: /),
    },
  ],
  [
    "clock-skew",
    {
      outcome: "failed",
      reason: "failed",
      message: expect.stringMatching(/^AWS did not accept the signature \(check this machine's clock\)/),
    },
  ],
];

test.each(FAILURES)("%s is told apart", async (fault, expected) => {
  const { observation } = await readWith(fault, queue());
  expect(observation).toMatchObject(expected);
  expect(observation.evidence.outcome).toBe(observation.outcome);
});

test("the message is the same in every run, request ids aside", async () => {
  const messages = new Set<string>();
  for (const reads of [1, 3]) {
    const aws = await serve({ here });
    const session = await enter();
    for (let read = 1; read < reads; read++) await session.read(queue());
    aws.world.addFault({ fault: "deny-in-handler" });
    const observation = await session.read(queue());
    if (observation.outcome === "denied") messages.add(observation.message);
  }
  expect([...messages]).toMatchInlineSnapshot(`
    [
      "GeneralServiceException: AWS::SQS::Queue Handler returned status FAILED: User: arn:aws:sts::111122223333:assumed-role/plumbline-read/o-r-7 is not authorized to perform: sqs:getqueueattributes on resource: arn:aws:sqs:eu-west-1:111122223333:orders because no identity-based policy allows the sqs:getqueueattributes action (Service: Sqs, Status Code: 403) (HandlerErrorCode: AccessDenied)",
    ]
  `);
});

describe.each(READS.map((read) => [read.api, read] as const))("%s", (_, read) => {
  const everywhere = [
    "deny",
    "throttle",
    "server-error",
    "hang",
    "reset",
    "malformed",
    "expired-session",
    "clock-skew",
  ] as const;

  test.each(everywhere)("is never taken for present or absent with %s", async (fault) => {
    const { observation } = await readWith(fault, read);
    expect(["denied", "throttled", "failed"]).toContain(observation.outcome);
  });

  test("is denied, with the action, where it is", async () => {
    const { observation } = await readWith("deny", read);
    expect(observation).toMatchObject({ outcome: "denied", action: read.actions[0] });
  });

  test("is timed out where it hangs", async () => {
    const { observation } = await readWith("hang", read);
    expect(observation).toMatchObject({ outcome: "failed", reason: "timeout" });
  });

  test("is read in the end where a failure passes", async () => {
    for (const fault of ["throttle", "server-error", "reset"] as const) {
      const { observation } = await readWith(fault, read, { times: 2 });
      expect(observation.outcome).toBe("present");
    }
  });
});

test("an absent resource is not called absent while its read is denied in the handler", async () => {
  const { observation } = await readWith("deny-in-handler", queue({ identifier: `${QUEUE}-gone` }));
  expect(observation.outcome).toBe("denied");
});

test("a role without a handler's action is denied, and the action named as the read spells it", async () => {
  await serve({ here, role: { deny: ["sqs:GetQueueAttributes"] } });
  expect(await (await enter()).read(queue())).toMatchObject({ outcome: "denied", action: "sqs:GetQueueAttributes" });
});

test("what the session policy leaves out is denied", async () => {
  await serve({ here });
  const session = await enter({ actions: ["cloudformation:GetResource"] });
  expect(await session.read(queue())).toMatchObject({
    outcome: "denied",
    action: "sqs:GetQueueAttributes",
    message: expect.stringContaining("session policy"),
  });
});

test("an unknown type is unsupported", async () => {
  await serve({});
  expect(await (await enter()).read(queue({ type: "AWS::No::Such" }))).toMatchObject({ outcome: "unsupported" });
});

test("a slow answer is waited for", async () => {
  const { observation } = await readWith("latency", queue(), { ms: 150 });
  expect(observation.outcome).toBe("present");
});

test("retries are counted as calls, and end", async () => {
  const { session } = await readWith("server-error", queue());
  expect(session.calls).toBe(1 + 4);
});

test("the run's end is the end of its reads, under way or waiting", async () => {
  const aws = await serve({ here });
  const run = new AbortController();
  const session = await enter({ signal: run.signal, options: { limiters: createLimiters({ burst: 1, start: 0.1 }) } });
  aws.world.addFault({ match: { service: "cloudcontrol" }, fault: "hang" });
  const reads = [session.read(queue()), session.read(queue({ identifier: `${QUEUE}-2` }))];
  await expect.poll(() => aws.requests.length, { interval: 5 }).toBe(2);
  run.abort();
  for (const observation of await Promise.all(reads)) {
    expect(observation).toMatchObject({ outcome: "failed", reason: "deadline", evidence: { requestId: null } });
  }
  expect(await session.read(queue())).toMatchObject({ outcome: "failed", reason: "deadline" });
  expect(aws.requests).toHaveLength(2);
});

test("waiting for the limiter does not use up a read's own time", async () => {
  await serve({ here });
  const session = await enter({
    options: { limiters: createLimiters({ burst: 1, start: 20, max: 20 }), limits: { read: 200, attempt: 150 } },
  });
  const reads = Array.from({ length: 12 }, (_, index) => session.read(queue({ identifier: `${QUEUE}-${index}` })));
  expect(new Set((await Promise.all(reads)).map(({ outcome }) => outcome))).toEqual(new Set(["absent"]));
});
