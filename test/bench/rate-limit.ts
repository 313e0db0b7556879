import { createLimiters, createLiveAccess } from "../../src/aws/index.ts";
import type { Observation } from "../../src/model/observation.ts";
import { startAws } from "../world/aws/server.ts";
import { liveQueue, queueUrl, REGION, ROLE } from "./change.ts";
import { withCaller } from "./caller.ts";
import { type Benchmark, type Row } from "./row.ts";

const ACCOUNT = "111122223333";
const READS = 500;
/** Of the emulated Cloud Control, in calls per second. Its bucket holds one second's worth. */
const LIMIT = 25;
const LATENCY_MS = 50;
const BOUND = 0.9;

/**
 * Reads under a limit that nobody told Plumbline: how close its limiter comes to what AWS would have let pass in the
 * same time, which is the full bucket and then the limit's rate. Throttled calls are retried, so that no read is lost.
 */
export const rateLimit: Benchmark = { name: "rate-limit", measure };

async function measure(): Promise<readonly Row[]> {
  const names = Array.from({ length: READS }, (_, index) => `queue-${index}`);
  const resources = names.map((name) => liveQueue(name, ACCOUNT, 30));
  const aws = await startAws(
    { accounts: { [ACCOUNT]: { roles: { [ROLE]: {} }, regions: { [REGION]: { resources } } } } },
    { latencyMs: LATENCY_MS, rateLimit: { perSecond: LIMIT, burst: LIMIT } },
  );
  try {
    const { observations, seconds } = await withCaller(aws, () => readAll(names));
    const lost = observations.filter(({ outcome }) => outcome !== "present").length;
    const rate = READS / seconds;
    const allowed = (LIMIT + LIMIT * seconds) / seconds;
    const share = rate / allowed;
    const throttled = aws.requests.filter(({ status }) => status === 400).length;
    return [
      {
        what: `${READS} reads under ${LIMIT}/s`,
        measured: `${share.toFixed(2)} of the allowed rate, ${lost} lost (${rate.toFixed(1)}/s of ${allowed.toFixed(1)}/s, ${throttled} throttled on the way)`,
        bound: `>= ${BOUND}, none lost`,
        ok: share >= BOUND && lost === 0,
      },
    ];
  } finally {
    await aws.close();
  }
}

async function readAll(
  names: readonly string[],
): Promise<{ readonly observations: readonly Observation[]; readonly seconds: number }> {
  const access = createLiveAccess({ externalId: null, sessionName: "bench", limiters: createLimiters() });
  const target = { name: "prod", account: ACCOUNT, region: REGION, role: `arn:aws:iam::${ACCOUNT}:role/${ROLE}` };
  const session = await access.open(target, ["*"], AbortSignal.timeout(120_000));
  if ("code" in session) throw new Error(session.reason);
  const started = performance.now();
  const observations = await Promise.all(
    names.map((name) =>
      session.read({
        api: "cloudcontrol:GetResource",
        target: target.name,
        account: ACCOUNT,
        region: REGION,
        type: "AWS::SQS::Queue",
        identifier: queueUrl(name, ACCOUNT),
        actions: [],
      }),
    ),
  );
  return { observations, seconds: (performance.now() - started) / 1000 };
}
