import { describe, expect, test } from "vitest";
import { createSharedReads } from "../../src/aws/index.ts";
import { setTimeout as sleep } from "node:timers/promises";
import type { LiveAccessOptions } from "../../src/aws/index.ts";
import { ACCOUNT, enter, EXTERNAL_ID, PATIENT, QUEUE, queue, REGION, serve, TARGET } from "./world.ts";

const here = { resources: [{ type: "AWS::SQS::Queue", identifier: QUEUE, properties: { VisibilityTimeout: 30 } }] };
const place = { account: ACCOUNT, region: REGION };

function sharing(reads = createSharedReads(), notBefore = Date.now() - 1000): Partial<LiveAccessOptions> {
  return { sharing: { reads, notBefore }, limits: PATIENT };
}

describe("runs of one owner and role share their reads", () => {
  test("while they are under way: one call, and each run has its own request", async () => {
    const aws = await serve({ here }, { latencyMs: 60 });
    const reads = createSharedReads();
    const [one, other] = await Promise.all([
      enter({ options: sharing(reads, Date.now() + 10_000) }),
      enter({ options: sharing(reads, Date.now() + 10_000) }),
    ]);
    const [first, second] = await Promise.all([one.read(queue()), other.read(queue({ target: "orders-again" }))]);
    expect(aws.requests.filter(({ operation }) => operation === "GetResource")).toHaveLength(1);
    expect(second.evidence).toEqual(first.evidence);
    expect([first.request.target, second.request.target]).toEqual([TARGET.name, "orders-again"]);
    expect([one.calls, other.calls]).toEqual([2, 1]);
  });

  test("once they are done, for a run that was asked for before; the evidence is that of the read", async () => {
    const aws = await serve({ here });
    const reads = createSharedReads();
    const asked = Date.now() - 5;
    const first = await (await enter({ options: { ...sharing(reads, asked), now: () => new Date(0) } })).read(queue());
    aws.world.setResource(place, { type: "AWS::SQS::Queue", identifier: QUEUE, properties: { VisibilityTimeout: 60 } });
    const second = await (await enter({ options: sharing(reads, asked) })).read(queue());
    expect(second).toEqual(first);
    expect(second.evidence.at).toBe("1970-01-01T00:00:00.000Z");
  });

  test("never for a run that was asked for after they were made, nor for one that wants a fresh look", async () => {
    const aws = await serve({ here });
    const reads = createSharedReads();
    await (await enter({ options: sharing(reads) })).read(queue());
    aws.world.setResource(place, { type: "AWS::SQS::Queue", identifier: QUEUE, properties: { VisibilityTimeout: 60 } });
    await sleep(5);
    for (const notBefore of [Date.now(), Number.POSITIVE_INFINITY]) {
      const observation = await (await enter({ options: sharing(reads, notBefore) })).read(queue());
      expect(observation).toMatchObject({ outcome: "present", properties: { VisibilityTimeout: 60 } });
    }
    expect(aws.requests.filter(({ operation }) => operation === "GetResource")).toHaveLength(3);
  });

  test("for a minute at most", async () => {
    const aws = await serve({ here });
    let now = Date.now();
    const reads = createSharedReads(() => now);
    const asked = now - 1000;
    await (await enter({ options: sharing(reads, asked) })).read(queue());
    now += 61_000;
    await (await enter({ options: sharing(reads, asked) })).read(queue());
    expect(aws.requests.filter(({ operation }) => operation === "GetResource")).toHaveLength(2);
  });

  test("but not what failed", async () => {
    const aws = await serve({ here, faults: [{ fault: "deny-in-handler", times: 1 }] });
    const reads = createSharedReads();
    const options = sharing(reads);
    expect(await (await enter({ options })).read(queue())).toMatchObject({ outcome: "denied" });
    expect(await (await enter({ options })).read(queue())).toMatchObject({ outcome: "present" });
    expect(aws.notEmulated).toEqual([]);
  });
});

test("another role, another owner's ExternalId, another region and other actions are other reads", async () => {
  const aws = await serve({ here });
  aws.world.setRole(ACCOUNT, "other", {});
  aws.world.setRole(ACCOUNT, "team/plumbline-read", {});
  const reads = createSharedReads();
  const other = { ...TARGET, role: `arn:aws:iam::${ACCOUNT}:role/other` };
  await (await enter({ options: sharing(reads) })).read(queue());
  await (await enter({ options: { ...sharing(reads), externalId: "owner-2" } })).read(queue());
  await (await enter({ options: sharing(reads), target: other })).read(queue());
  await (await enter({ options: sharing(reads) })).read(queue({ region: "eu-central-1" }));
  await (await enter({ options: sharing(reads) })).read(queue({ actions: ["cloudformation:GetResource"] }));
  const made = aws.requests.filter(({ operation }) => operation === "GetResource");
  expect(made).toHaveLength(5);
  expect(EXTERNAL_ID).not.toBe("owner-2");
});

describe("a run that is stopped", () => {
  test("leaves a shared read to those who still wait for it", async () => {
    const aws = await serve({ here }, { latencyMs: 100 });
    const reads = createSharedReads();
    const stop = new AbortController();
    const [stopped, other] = await Promise.all([
      enter({ options: sharing(reads), signal: stop.signal }),
      enter({ options: sharing(reads) }),
    ]);
    const both = Promise.all([stopped.read(queue()), other.read(queue())]);
    setTimeout(() => stop.abort(), 30);
    const [mine, theirs] = await both;
    expect(mine).toMatchObject({ outcome: "failed", reason: "deadline" });
    expect(theirs).toMatchObject({ outcome: "present" });
    expect(aws.requests.filter(({ operation }) => operation === "GetResource")).toHaveLength(1);
  });

  test("ends a read that nobody else waits for, and nobody joins it", async () => {
    const aws = await serve({ here, faults: [{ fault: "throttle", match: { service: "cloudcontrol" } }] });
    const reads = createSharedReads();
    const stop = new AbortController();
    const session = await enter({ options: sharing(reads), signal: stop.signal });
    const reading = session.read(queue());
    setTimeout(() => stop.abort(), 50);
    expect(await reading).toMatchObject({ outcome: "failed", reason: "deadline" });
    const calls = aws.requests.length;
    await sleep(150);
    expect(aws.requests).toHaveLength(calls);
    aws.world.clearFaults();
    expect(await (await enter({ options: sharing(reads) })).read(queue())).toMatchObject({ outcome: "present" });
    expect(await session.read(queue())).toMatchObject({ outcome: "failed", reason: "deadline" });
  });
});
