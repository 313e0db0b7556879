import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createDeclarationCaches } from "../../src/formats/declarations/cache.ts";
import { inTurns, ROOTS_AT_ONCE } from "../../src/formats/in-turns.ts";
import { createParserPool, type ParserPool } from "../../src/formats/parsing/pool.ts";
import { terraform } from "../../src/formats/terraform/index.ts";
import { DISTURBED, disturbance, quietest, watchOthers } from "./others.ts";
import { type RawParser, startRawParser } from "./raw-parser.ts";
import { atLeast, type Benchmark, countAtMost, type Row } from "./row.ts";
import { median } from "./statistics.ts";
import { contextOf, hashOf, treeOf } from "./terraform/in-memory.ts";
import type { Peak } from "./terraform/peak-memory.ts";
import { generateRepository, type Repository } from "./terraform/repository.ts";

/** Rounds that count, and how many are made at most to find so many that nothing else disturbed. */
const ROUNDS = 7;
const MAX_ROUNDS = 15;
const WARM_UP = 2;
const SEED = 20261120;
const RUNS = 3;
const PEAK_SCRIPT = fileURLToPath(new URL("terraform/peak-memory.ts", import.meta.url));

/** Both cores parse; on a machine with more of them the main thread, which takes the results, has a third one. */
const WORKERS = 2;

/**
 * Throughput over one repository: what Plumbline's parsing gives for each file (tree, positions and the two parsers'
 * agreement), and its evaluation of every root, against hcl2json alone on one thread. The three take turns, so that
 * what else the machine does falls on all of them; the middle of the least disturbed rounds' ratios counts.
 */
export const parsing: Benchmark = { name: "parsing", measure };

async function measure(): Promise<readonly Row[]> {
  const repository = generateRepository(SEED);
  const texts = Object.entries(repository.files)
    .filter(([path]) => path.endsWith(".tf"))
    .map(([, text]) => text);
  const raw = startRawParser();
  const parsers = createParserPool({ workers: WORKERS });
  const all: Round[] = [];
  const runs: { readonly first: number; readonly second: number }[] = [];
  try {
    // The first rounds compile: they do not count.
    for (let round = 0; round < WARM_UP; round++) await timeRound(raw, parsers, repository, texts, round);
    while (all.length < MAX_ROUNDS && all.filter(({ others }) => others < DISTURBED).length < ROUNDS) {
      all.push(await timeRound(raw, parsers, repository, texts, WARM_UP + all.length));
    }
    for (let run = 0; run < RUNS; run++) runs.push(await timeTwoRuns(parsers, repository, `run ${run}`));
  } finally {
    await Promise.all([raw.close(), parsers.close()]);
  }
  const rounds = quietest(all, ROUNDS);
  const perSecond = (of: (round: Round) => number) => Math.round(texts.length / (median(rounds.map(of)) / 1000));
  const compared = `hcl2json ${perSecond((times) => times.raw)} files/s${disturbance(rounds)}`;
  return [
    atLeast(
      `parsing ${texts.length} files`,
      median(rounds.map(({ raw, parse }) => raw / parse)),
      0.9,
      `${perSecond((times) => times.parse)} files/s, ${compared}`,
    ),
    atLeast(
      `parsing and evaluating ${repository.roots.length} roots`,
      median(rounds.map(({ raw, declare }) => raw / declare)),
      0.7,
      `${perSecond((times) => times.declare)} files/s, ${compared}`,
    ),
    atLeast(
      "the first run over a tree, against the second over an unchanged one",
      median(runs.map(({ first, second }) => first / second)),
      20,
      `${median(runs.map(({ first }) => first)).toFixed(0)} ms, then ${median(runs.map(({ second }) => second)).toFixed(1)} ms`,
    ),
    await peakMemory(),
  ];
}

const MAX_MB = 600;

/** The peak is the process's own, its workers and the repository itself included, as the system counts it. */
async function peakMemory(): Promise<Row> {
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, PEAK_SCRIPT, String(WORKERS)]);
  const { files, roots, megabytes } = JSON.parse(stdout) as Peak;
  return countAtMost(`memory of parsing and evaluating ${files} files`, megabytes, MAX_MB, "MB", `${roots} roots`);
}

type Round = { readonly raw: number; readonly parse: number; readonly declare: number; readonly others: number };

async function timeRound(
  raw: RawParser,
  parsers: ParserPool,
  repository: Repository,
  texts: readonly string[],
  round: number,
): Promise<Round> {
  const others = watchOthers();
  const times = {
    raw: await raw.time(texts),
    parse: await timeParsing(parsers, repository, `parse ${round}`),
    declare: await timeDeclaring(parsers, repository, `declare ${round}`),
  };
  return { ...times, others: others() };
}

/** The second tree is another one with the same contents, as the next push has it. */
async function timeTwoRuns(parsers: ParserPool, { files, roots }: Repository, salt: string) {
  const cache = createDeclarationCaches().of("bench");
  const timeRun = async () => {
    const tree = treeOf(files, salt);
    const started = performance.now();
    await Promise.all(
      roots.map((root) => cache.declare(contextOf(tree, root, parsers), (context) => terraform.declare(context))),
    );
    return performance.now() - started;
  };
  return { first: await timeRun(), second: await timeRun() };
}

/** @param salt makes the contents new to the parsers, which remember what they have parsed */
async function timeParsing(parsers: ParserPool, { files }: Repository, salt: string): Promise<number> {
  const hashed = Object.entries(files)
    .filter(([path]) => path.endsWith(".tf"))
    .map(([path, text]) => ({ path, text, hash: hashOf(salt, text) }));
  const started = performance.now();
  const outcomes = await Promise.all(
    hashed.map(({ path, text, hash }) => parsers.parse("terraform", path, text, hash)),
  );
  const milliseconds = performance.now() - started;
  for (const outcome of outcomes) if (outcome.kind === "problem") throw new Error(JSON.stringify(outcome.problem));
  return milliseconds;
}

async function timeDeclaring(parsers: ParserPool, { files, roots }: Repository, salt: string): Promise<number> {
  const tree = treeOf(files, salt);
  const started = performance.now();
  // As a check does it: what the change does not concern is let go as soon as that is seen.
  await inTurns(roots, ROOTS_AT_ONCE, async (root) => {
    const declared = (await terraform.declare(contextOf(tree, root, parsers))).get(root);
    if (!declared || declared.blocks.size === 0) throw new Error("a root declares nothing");
    if (declared.problems.length > 0) throw new Error(JSON.stringify(declared.problems));
  });
  return performance.now() - started;
}
