import { describe, expect, test } from "vitest";
import { createLimiters, createLiveAccess } from "../../src/aws/index.ts";
import { sessionNameOf } from "../../src/aws/role.ts";
import type { FaultKind } from "../world/world.ts";
import { ACCOUNT, enter, EXTERNAL_ID, open, queue, REGION, serve, stubCaller, TARGET } from "./world.ts";

test("the role is assumed in its region, with the ExternalId, a session name that STS takes and only the reads' actions", async () => {
  const aws = await serve({});
  await enter({ actions: ["sqs:GetQueueAttributes", "cloudformation:GetResource"] });
  expect(aws.requests).toHaveLength(1);
  expect(aws.requests[0]).toMatchObject({
    operation: "AssumeRole",
    region: REGION,
    identifier: TARGET.role,
    externalId: EXTERNAL_ID,
  });
  expect(JSON.parse(aws.requests[0]?.sessionPolicy ?? "")).toEqual({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["cloudformation:GetResource", "sqs:GetQueueAttributes"], Resource: "*" }],
  });
});

test("without an ExternalId none is sent", async () => {
  const aws = await serve({ role: { trust: {} } });
  await enter({ options: { externalId: null } });
  expect(aws.requests[0]).toMatchObject({ externalId: null, status: 200 });
});

test("actions that do not fit are asked for more coarsely", async () => {
  const aws = await serve({});
  const actions = Array.from({ length: 120 }, (_, index) => `lambda:GetSomethingWithALongName${index}`);
  await enter({ actions });
  expect(aws.requests[0]?.sessionPolicy).toContain('"lambda:Get*"');
});

describe("a target that cannot be entered says why", () => {
  test.each([
    [
      "a wrong ExternalId",
      { options: { externalId: "owner-2" } },
      /trust policy allows Plumbline's principal \(it must expect the ExternalId/,
    ],
    ["no ExternalId", { options: { externalId: null } }, /no ExternalId was sent/],
    [
      "a role that is not there",
      { target: { ...TARGET, role: `arn:aws:iam::${ACCOUNT}:role/other` } },
      /Check that the role exists/,
    ],
  ])("%s", async (_, opening, reason) => {
    const aws = await serve({});
    expect(await open(opening)).toEqual({
      code: "target-unreachable",
      reason: expect.stringMatching(reason),
      calls: 1,
    });
    expect(aws.requests).toHaveLength(1);
  });

  const faults: readonly (readonly [FaultKind, RegExp])[] = [
    ["deny", /did not let Plumbline assume/],
    ["throttle", /throttled the call that assumes .*check again later/],
    ["server-error", /could not be assumed. AWS said: InternalFailure/],
    ["hang", /did not answer the call .*no answer within 0.5 s.*eu-west-1/],
    ["reset", /connection to AWS in eu-west-1 failed/],
    ["malformed", /could not be assumed: the answer \(HTTP 200\) could not be read/],
    ["expired-session", /credentials that Plumbline itself runs with were not accepted/],
    ["clock-skew", /check this machine's clock/],
  ];
  test.each(faults)("%s", async (fault, reason) => {
    await serve({ faults: [{ fault, match: { service: "sts" } }] });
    const entered = await open();
    expect(entered).toMatchObject({ code: "target-unreachable", reason: expect.stringMatching(reason) });
    expect(entered.calls).toBeGreaterThanOrEqual(1);
  });

  test("credentials of Plumbline's own that are wrong or missing", async () => {
    const aws = await serve({});
    stubCaller(aws.url, { accessKeyId: "AKIAUNKNOWN000000001", secretAccessKey: "x" });
    expect(await open()).toMatchObject({
      code: "target-unreachable",
      reason: expect.stringMatching(/Plumbline itself runs with .*InvalidClientTokenId/),
    });
    stubCaller(aws.url, null);
    expect(await open()).toMatchObject({
      code: "target-unreachable",
      reason: expect.stringMatching(/Plumbline itself runs with .*missing/),
      calls: 0,
    });
  });

  test("nobody listening", async () => {
    const aws = await serve({});
    await aws.close();
    expect(await open()).toMatchObject({ code: "target-unreachable", reason: expect.stringContaining("ECONNREFUSED") });
  });

  test("a run that has ended", async () => {
    const aws = await serve({});
    expect(await open({ signal: AbortSignal.abort() })).toEqual({
      code: "target-unreachable",
      reason: expect.stringContaining("the run ended"),
      calls: 0,
    });
    expect(aws.requests).toEqual([]);
  });
});

describe("the identity is verified", () => {
  test("a role that leads into another account is not read through", async () => {
    const aws = await serve({ faults: [{ fault: "wrong-account" }] });
    expect(await open()).toEqual({
      code: "wrong-account",
      reason: expect.stringMatching(/leads into account 666655554444, not into 111122223333/),
      calls: 2,
    });
    expect(aws.requests.map(({ operation }) => operation)).toEqual(["AssumeRole", "GetCallerIdentity"]);
  });

  test("a target whose account is not its role's", async () => {
    await serve({});
    expect(await open({ target: { ...TARGET, account: "444455556666" } })).toMatchObject({ code: "wrong-account" });
  });

  test("an identity that cannot be had is no identity", async () => {
    await serve({
      faults: [
        { fault: "wrong-account", match: { operation: "AssumeRole" } },
        { fault: "server-error", match: { operation: "GetCallerIdentity" } },
      ],
    });
    expect(await open()).toMatchObject({
      code: "target-unreachable",
      reason: expect.stringContaining("could not be verified"),
    });
  });
});

test("a failure that passes does not keep anyone out", async () => {
  await serve({ faults: [{ fault: "throttle", times: 2 }] });
  const session = await enter();
  expect(session.calls).toBe(3);
});

test("runs that are given the same limiters share an account's bucket", async () => {
  const aws = await serve({});
  const limiters = createLimiters({ burst: 3, start: 20, max: 20 });
  const limits = { read: 2_000, attempt: 1_000 };
  const sessions = await Promise.all(
    ["o/r#1", "o/r#2"].map(async (sessionName) => {
      const entered = await createLiveAccess({ externalId: EXTERNAL_ID, sessionName, limiters, limits }).open(
        TARGET,
        ["*"],
        new AbortController().signal,
      );
      if ("code" in entered) throw new Error(entered.reason);
      return entered;
    }),
  );
  const start = performance.now();
  await Promise.all(sessions.flatMap((session) => Array.from({ length: 5 }, () => session.read(queue()))));
  // Ten calls: three at once, seven at twenty a second.
  expect(performance.now() - start).toBeGreaterThan(330);
  expect(new Set(aws.requests.map(({ callerArn }) => callerArn))).toContain(
    `arn:aws:sts::${ACCOUNT}:assumed-role/plumbline-read/o-r-2`,
  );
});

test.each([
  ["acme/orders#7", "acme-orders-7"],
  ["x", "plumbline"],
  ["", "plumbline"],
  ["ü/ñ#1", "-1"],
  [`acme/${"very-long-".repeat(10)}name#123`, `${"very-long-".repeat(10)}name-123`.slice(-64)],
])("session name of %j", (text, name) => {
  expect(sessionNameOf(text)).toBe(name);
  expect(name).toMatch(/^[\w+=,.@-]{2,64}$/);
});
