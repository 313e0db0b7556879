import { createLimiters, createLiveAccess } from "../../src/aws/index.ts";
import type { LiveSession } from "../../src/model/live.ts";
import type { Observation, ReadRequest } from "../../src/model/observation.ts";
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
  return [await measureRuns(1), await measureRuns(2)];
}

/** @param runs how many share the reads, and the account's bucket */
async function measureRuns(runs: number): Promise<Row> {
  const names = Array.from({ length: READS }, (_, index) => `queue-${index}`);
  const resources = names.map((name) => liveQueue(name, ACCOUNT, 30));
  const aws = await startAws(
    { accounts: { [ACCOUNT]: { roles: { [ROLE]: {} }, regions: { [REGION]: { resources } } } } },
    { latencyMs: LATENCY_MS, rateLimit: { perSecond: LIMIT, burst: LIMIT } },
  );
  try {
    const { observations, seconds } = await withCaller(aws, () => readAll(names, runs));
    const lost = observations.filter(({ outcome }) => outcome !== "present").length;
    const rate = READS / seconds;
    const allowed = (LIMIT + LIMIT * seconds) / seconds;
    const share = rate / allowed;
    const throttled = aws.requests.filter(({ status }) => status === 400).length;
    return {
      what: `${READS} reads under ${LIMIT}/s${runs === 1 ? "" : `, by ${runs} runs that share one bucket`}`,
      measured: `${share.toFixed(2)} of the allowed rate, ${lost} lost (${rate.toFixed(1)}/s of ${allowed.toFixed(1)}/s, ${throttled} throttled on the way)`,
      bound: `>= ${BOUND}, none lost`,
      ok: share >= BOUND && lost === 0,
    };
  } finally {
    await aws.close();
  }
}

async function readAll(
  names: readonly string[],
  runs: number,
): Promise<{ readonly observations: readonly Observation[]; readonly seconds: number }> {
  const limiters = createLimiters();
  const sessions = await Promise.all(Array.from({ length: runs }, (_, run) => enter(`bench-${run}`, limiters)));
  const started = performance.now();
  const observations = await Promise.all(
    names.flatMap((name, index) => sessions[index % runs]?.read(readOf(name)) ?? []),
  );
  return { observations, seconds: (performance.now() - started) / 1000 };
}

async function enter(sessionName: string, limiters: ReturnType<typeof createLimiters>): Promise<LiveSession> {
  const access = createLiveAccess({ externalId: null, sessionName, limiters });
  const session = await access.open(TARGET, ["*"], AbortSignal.timeout(120_000));
  if ("code" in session) throw new Error(session.reason);
  return session;
}

const TARGET = { name: "prod", account: ACCOUNT, region: REGION, role: `arn:aws:iam::${ACCOUNT}:role/${ROLE}` };

function readOf(name: string): ReadRequest {
  return {
    api: "cloudcontrol:GetResource",
    target: TARGET.name,
    account: ACCOUNT,
    region: REGION,
    type: "AWS::SQS::Queue",
    identifier: queueUrl(name, ACCOUNT),
    actions: [],
  };
}
