import type { Stage } from "../support/stage.ts";
import { createProject, LATENCY, openAndFollow, startApp } from "./app.ts";
import { criticalPath } from "./critical-path.ts";
import { limiterWait } from "./limiter-wait.ts";
import { atMost, type Benchmark, type Row } from "./row.ts";
import { awsCall, githubCall } from "./stages.ts";
import { median } from "./statistics.ts";

const SIZES = [1, 10, 100] as const;
const ROUNDS = 5;

/**
 * From the webhook to the concluded check, against the run's own critical path. The server has run before: its code is
 * compiled, its parsers are there, GitHub's token is known. Each run has an account of its own, as the limiter starts
 * anew there.
 */
export const latency: Benchmark = { name: "latency", measure };

async function measure(): Promise<readonly Row[]> {
  const stage = await startApp();
  try {
    await measureOne(stage, 10, "warm-up", 999);
    const rows: Row[] = [];
    for (const size of SIZES) rows.push(await measureSize(stage, size));
    return rows;
  } finally {
    await stage.close();
  }
}

async function measureSize(stage: Stage, size: (typeof SIZES)[number]): Promise<Row> {
  const runs: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++)
    runs.push(await measureOne(stage, size, `size-${size}-${round}`, size + round));
  const ratio = median(runs.map(({ took, path }) => took / path));
  const took = median(runs.map((run) => run.took));
  const path = median(runs.map((run) => run.path));
  const what = `webhook to concluded check, ${size} ${size === 1 ? "assumption" : "assumptions"}`;
  return atMost(what, ratio, 1.3, `${Math.round(took)} ms, critical path ${Math.round(path)} ms`);
}

type Measured = { readonly took: number; readonly path: number };

async function measureOne(stage: Stage, size: number, name: string, number: number): Promise<Measured> {
  const account = String(100_000_000_000 + number);
  const project = await createProject(stage, { name, account, queues: size, files: Math.min(size, 10) });
  const run = await openAndFollow(stage, project);
  const calls = [...run.github.map(githubCall), ...run.aws.map((call) => awsCall(call, LATENCY.aws))];
  const reads = calls.filter((call) => call.stage === "read").length;
  if (reads !== size) throw new Error(`${reads} reads for ${size} assumptions`);
  return { took: run.milliseconds, path: criticalPath(calls, await limiterWait(reads, LATENCY.aws)) };
}
