import { expect, test } from "vitest";
import { createLimiters, createLiveAccess } from "../../src/aws/index.ts";
import type { Judgement } from "../../src/model/finding.ts";
import { judge, judgeLookUp, liveOf } from "../access/checking.ts";
import { ACCOUNT, enter, open, queue, REGION, serve, TARGET } from "../aws/world.ts";
import { samples } from "../resources/samples/index.ts";
import type { Fault } from "../world/world.ts";

const sample = samples.find(({ type }) => type === "AWS::SQS::Queue") ?? samples[0];
if (!sample) throw new Error("there is no sample");
const { identifier } = liveOf(sample);
const CLOUD_CONTROL = { service: "cloudcontrol" } as const;

/** What a read gave, without its request and evidence. */
type Observed = { readonly outcome: string; readonly reason?: string; readonly action?: string };

/** A way for a read to fail, what it is observed as, and the reason of what hangs on it. */
type Failing = readonly [name: string, fault: Fault["fault"], observed: Observed, reason: string];

const READS: readonly Failing[] = [
  ["denied at Cloud Control", "deny", { outcome: "denied", action: "cloudformation:GetResource" }, "denied"],
  ["denied in the handler", "deny-in-handler", { outcome: "denied", action: "sqs:GetQueueAttributes" }, "denied"],
  ["throttled", "throttle", { outcome: "throttled" }, "throttled"],
  ["hanging", "hang", { outcome: "failed", reason: "timeout" }, "timeout"],
  ["5xx", "server-error", { outcome: "failed", reason: "failed" }, "failed"],
  ["malformed JSON", "malformed", { outcome: "failed", reason: "failed" }, "failed"],
  ["an unsupported type", "unsupported-type", { outcome: "unsupported" }, "unsupported-type"],
  ["the wrong region", "wrong-region", { outcome: "failed", reason: "failed" }, "failed"],
  ["an expired session", "expired-session", { outcome: "failed", reason: "failed" }, "failed"],
  ["clock skew", "clock-skew", { outcome: "failed", reason: "failed" }, "failed"],
];

/** Short, so that what never answers takes no time. */
const limits = { read: 600, attempt: 300, firstPause: 10, longestPause: 40 };

async function judged(): Promise<readonly Judgement[]> {
  const limiters = createLimiters({ start: 500, burst: 500 });
  const access = createLiveAccess({ externalId: "owner-1", sessionName: "o/r#7", limiters, limits });
  const missing = `${identifier}-not-there`;
  if (!sample) return [];
  return Promise.all([
    judge(sample, TARGET, access),
    judgeLookUp(sample.type, identifier, TARGET, access),
    judgeLookUp(sample.type, missing, TARGET, access),
  ]);
}

test.each(READS)("%s: neither what is there nor what is not is told from it", async (_, fault, observed, reason) => {
  const aws = await serve({ here: { resources: [liveOf(sample)] } });
  aws.world.addFault({ fault, match: CLOUD_CONTROL });
  const observation = await (await enter()).read(queue({ identifier }));
  expect(observation).toMatchObject(observed);
  expect(observation.evidence).toMatchObject({ outcome: observed.outcome, account: ACCOUNT, region: REGION });
  for (const judgement of await judged()) expect(judgement).toMatchObject({ verdict: "unknown", reason });
  expect(aws.notEmulated).toEqual([]);
});

test("slow: the answer is waited for", async () => {
  const aws = await serve({ here: { resources: [liveOf(sample)] } });
  aws.world.addFault({ fault: "latency", ms: 150, match: CLOUD_CONTROL });
  expect(await (await enter()).read(queue({ identifier }))).toMatchObject({ outcome: "present" });
  const verdicts = (await judged()).map(({ verdict }) => verdict);
  expect(verdicts).toEqual(["holds", "holds", "stale"]);
});

test("the wrong account: nothing is read in it", async () => {
  const aws = await serve({ here: { resources: [liveOf(sample)] }, faults: [{ fault: "wrong-account" }] });
  expect(await open()).toMatchObject({ code: "wrong-account" });
  await expect(judged()).rejects.toThrow(/leads into account 666655554444/);
  expect(aws.requests.filter(({ service }) => service !== "sts")).toEqual([]);
});
