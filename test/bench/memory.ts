import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Stage } from "../support/stage.ts";
import { createProject, quiet, startApp } from "./app.ts";
import { countAtMost, notMeasured, type Benchmark, type Row } from "./row.ts";

const JOBS = 100;
const ACCOUNT = "111122223333";
const SAMPLE_MS = 100;
/** A check takes about a second, and four run at a time. */
const LONGEST_MS = 300_000;

const IDLE = { what: "memory of the idle server", bound: 200 };
const BUSY = { what: `memory with ${JOBS} queued jobs, at most`, bound: 400 };
const PGLITE_ADDS = 400;

/** Resident memory of the server's process, on PostgreSQL where `DATABASE_URL` names one, and on the embedded PGlite. */
export const memory: Benchmark = { name: "memory", measure };

/** Resident memory in MB (of 10^6 bytes). */
type Use = { readonly idle: number; readonly busy: number };

async function measure(): Promise<readonly Row[]> {
  if (process.platform !== "linux")
    return [notMeasured(IDLE.what, `<= ${IDLE.bound} MB`, "it is read from Linux's /proc")];
  const databaseUrl = process.env["DATABASE_URL"];
  const embedded = await measureServer(undefined);
  if (!databaseUrl) {
    return [
      ...[IDLE, BUSY].map(({ what, bound }) =>
        notMeasured(`${what}, on PostgreSQL`, `<= ${bound} MB`, "DATABASE_URL is not set"),
      ),
      countAtMost(`${IDLE.what}, on PGlite`, embedded.idle, IDLE.bound + PGLITE_ADDS, "MB"),
      countAtMost(`${BUSY.what}, on PGlite`, embedded.busy, BUSY.bound + PGLITE_ADDS, "MB"),
    ];
  }
  const postgres = await measureServer(databaseUrl);
  return [
    countAtMost(`${IDLE.what}, on PostgreSQL`, postgres.idle, IDLE.bound, "MB"),
    countAtMost(`${BUSY.what}, on PostgreSQL`, postgres.busy, BUSY.bound, "MB"),
    countAtMost("PGlite adds, idle", embedded.idle - postgres.idle, PGLITE_ADDS, "MB", `${embedded.idle} MB in all`),
    countAtMost(
      `PGlite adds, with ${JOBS} queued jobs`,
      embedded.busy - postgres.busy,
      PGLITE_ADDS,
      "MB",
      `${embedded.busy} MB in all`,
    ),
  ];
}

async function measureServer(databaseUrl: string | undefined): Promise<Use> {
  const stage = await startApp(databaseUrl);
  try {
    await quiet(stage);
    const idle = await residentMb(stage);
    return { idle, busy: await peakOfQueue(stage) };
  } finally {
    await stage.close();
  }
}

/** The most that the server takes from the moment when all jobs come in until they are done. */
async function peakOfQueue(stage: Stage): Promise<number> {
  const { github } = stage;
  const heads = await openPulls(stage);
  await github.release();
  let peak = 0;
  for (let waited = 0; waited < LONGEST_MS; waited += SAMPLE_MS) {
    peak = Math.max(peak, await residentMb(stage));
    const open = heads.filter(({ name, headSha }) => github.checkRuns(name, headSha).at(-1)?.status !== "completed");
    if (open.length === 0) return peak;
    await sleep(SAMPLE_MS);
  }
  throw new Error(`${JOBS} checks were not done after ${LONGEST_MS / 1000} s:\n${stage.log().slice(-2000)}`);
}

/** Opens as many pull requests, each of its own; their webhooks are held back. */
async function openPulls(stage: Stage): Promise<readonly { readonly name: string; readonly headSha: string }[]> {
  const { github } = stage;
  const { name, base } = await createProject(stage, { name: "queued", account: ACCOUNT, queues: 100, files: 10 });
  const path = "infra/queues_0.tf";
  const heads: { readonly name: string; readonly headSha: string }[] = [];
  github.hold();
  for (let index = 0; index < JOBS; index++) {
    const head = `change-${index}`;
    const files = { [path]: (base[path] ?? "").replaceAll("= 30\n", `= ${60 + index}\n`) };
    heads.push({ name, headSha: await github.push(name, { branch: head, from: "main", files, by: "dev" }) });
    await github.settleTestMerge(name, await github.openPull(name, { head, by: "dev" }));
  }
  return heads;
}

async function residentMb(stage: Stage): Promise<number> {
  const status = await readFile(`/proc/${stage.pid()}/status`, "utf8");
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kibibytes === undefined) throw new Error("the server does not run any more");
  return Math.round((Number(kibibytes) * 1024) / 1e6);
}
