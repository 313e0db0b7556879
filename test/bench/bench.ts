import { awsCalls } from "./aws-calls.ts";
import { githubCalls } from "./github-calls.ts";
import { latency } from "./latency.ts";
import { memory } from "./memory.ts";
import { parsing } from "./parsing.ts";
import { rateLimit } from "./rate-limit.ts";
import { type Benchmark, type Row, tableOf } from "./row.ts";
import { stackCalls } from "./stack-calls.ts";

/**
 * `npm run bench [-- NAME...]`: measures what the project promises about its speed and its calls, as ratios within this
 * run, and prints a table. Exit 1 when a bound is missed, 2 for an unknown name.
 */
const benchmarks: readonly Benchmark[] = [parsing, latency, awsCalls, stackCalls, githubCalls, rateLimit, memory];

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown !== undefined) {
    process.stderr.write(`there is no benchmark ${unknown}: use ${benchmarks.map(({ name }) => name).join(", ")}\n`);
    return 2;
  }
  const rows: Row[] = [];
  for (const { name, measure } of benchmarks) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stderr.write(`measuring ${name}\n`);
    rows.push(...(await rowsOf(name, measure)));
  }
  process.stdout.write(`${tableOf(rows)}\n`);
  return rows.some(({ ok }) => ok === false) ? 1 : 0;
}

/** What fails is a missed bound: the others are measured all the same. */
async function rowsOf(name: string, measure: Benchmark["measure"]): Promise<readonly Row[]> {
  try {
    return await measure();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return [{ what: name, measured: "failed, see above", bound: "", ok: false }];
  }
}

process.exitCode = await main(process.argv.slice(2));
