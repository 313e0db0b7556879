import { availableParallelism } from "node:os";

import type { Problem } from "../../model/source.ts";
import { createBoundedCache } from "../bounded-cache.ts";
import { startLane } from "./lane.ts";
import type { Lane, LaneFailure } from "./lane.ts";
import { beyondLimits } from "./limits.ts";
import type { Grammar, ParseJob, ParseResult } from "./protocol.ts";

type ParseOutcome<T> =
  | { readonly kind: "parsed"; readonly file: T }
  | {
      readonly kind: "problem";
      readonly problem: Problem;
      /** The parser was stopped, which another time it may not be. */
      readonly byChance?: true;
    };

/** Parses foreign files in worker threads that can be killed, and remembers what it has parsed. */
export type ParserPool = {
  /**
   * Parses one file with `src/formats/<grammar>/parse.ts`. `T` is what that returns and must be a plain JSON tree (no
   * `undefined`, `Map` or `NaN`): it crosses threads as JSON. It may be shared between callers: never write to it.
   * `hash` identifies the text. Never rejects for what a file holds: that is a problem.
   */
  parse<T>(grammar: Grammar, path: string, text: string, hash: string): Promise<ParseOutcome<T>>;
  /** Ends the workers; what is still being parsed becomes a problem. */
  close(): Promise<void>;
};

export type ParserPoolOptions = {
  /** Worker threads; the machine's cores, four at most, when left out. */
  readonly workers?: number;
  /** For one file, in milliseconds. */
  readonly deadlineMs?: number;
  /** Bound of the memory of parsed files, in bytes. */
  readonly cacheBytes?: number;
};

/** Enough that a message's cost is shared by many small files. */
const BATCH_FILES = 16;
const BATCH_CHARACTERS = 128 * 1024;
/** Batches that a worker has at once, so that it never waits for the main thread. */
const BATCHES_AHEAD = 2;
/** Fewer waiting files than this are parsed before another worker has started. */
const WORTH_A_WORKER = 8;
/** Workers hold tens of megabytes: without work they go. */
const IDLE_MS = 30_000;

/** By the length of what crosses threads: a tree in memory takes about five times as much. */
const DEFAULT_CACHE_BYTES = 24 * 1024 * 1024;

/** A job whose worker died is given to another one; where workers keep dying without a culprit, the jobs are. */
const MAX_ATTEMPTS = 3;

type Waiting = {
  readonly job: ParseJob;
  readonly key: string;
  attempts: number;
  settle(outcome: ParseOutcome<unknown>): void;
};

/** A pool without workers yet: they start with the first file, and do not keep the process alive without work. */
export function createParserPool(options: ParserPoolOptions = {}): ParserPool {
  const maxLanes = options.workers ?? Math.min(4, availableParallelism());
  const deadlineMs = options.deadlineMs ?? 10_000;
  const cache = createBoundedCache<ParseOutcome<unknown>>(options.cacheBytes ?? DEFAULT_CACHE_BYTES);
  const inFlight = new Map<string, Promise<ParseOutcome<unknown>>>();
  const waiting = new Map<number, Waiting>();
  const lanes = new Set<Lane>();
  let queue: ParseJob[] = [];
  let nextId = 1;
  let flushing = false;
  let closed = false;
  let idleTimer: NodeJS.Timeout | undefined;

  function parse<T>(grammar: Grammar, path: string, text: string, hash: string): Promise<ParseOutcome<T>> {
    const limit = beyondLimits(path, text);
    if (limit) return Promise.resolve({ kind: "problem", problem: { path, ...limit } });
    // The path counts too: its ending decides how a file is read, and problems and spans name it.
    const key = `${grammar}\n${path}\n${hash}`;
    const cached = cache.get(key);
    if (cached) return Promise.resolve(cached as ParseOutcome<T>);
    const running = inFlight.get(key);
    if (running) return running as Promise<ParseOutcome<T>>;
    const outcome = enqueue(grammar, path, text, key);
    inFlight.set(key, outcome);
    return outcome as Promise<ParseOutcome<T>>;
  }

  function enqueue(grammar: Grammar, path: string, text: string, key: string): Promise<ParseOutcome<unknown>> {
    const job = { id: nextId++, grammar, path, text };
    if (closed) return Promise.resolve(outcomeOf(path, stopped(job, "the parser was stopped")));
    return new Promise((resolve) => {
      waiting.set(job.id, { job, key, attempts: 1, settle: resolve });
      queue.push(job);
      // Many files at once: workers begin while the rest is still being handed in.
      if (queue.length === BATCH_FILES * maxLanes) flush();
      if (flushing) return;
      flushing = true;
      queueMicrotask(flush);
    });
  }

  function flush(): void {
    flushing = false;
    clearTimeout(idleTimer);
    if (closed) return;
    while (queue.length > 0) {
      const lane = freeLane();
      if (!lane) return;
      lane.send(nextBatch());
    }
    if (waiting.size === 0) idleTimer = setTimeout(retire, IDLE_MS).unref();
  }

  function freeLane(): Lane | undefined {
    const idle = [...lanes].find((lane) => lane.pending === 0);
    if (idle) return idle;
    if (lanes.size === 0 || (lanes.size < maxLanes && queue.length > WORTH_A_WORKER)) {
      const lane: Lane = startLane(deadlineMs, {
        onResults,
        onFailure: (failure) => onFailure(lane, failure),
      });
      lanes.add(lane);
      return lane;
    }
    const least = [...lanes].reduce((a, b) => (b.pending < a.pending ? b : a));
    return least.pending <= BATCH_FILES * (BATCHES_AHEAD - 1) ? least : undefined;
  }

  function nextBatch(): ParseJob[] {
    // Batches shrink towards the end, so that all workers end at the same time.
    const share = Math.max(1, Math.min(BATCH_FILES, Math.ceil(queue.length / (2 * maxLanes))));
    let characters = 0;
    let count = 0;
    while (count < share && characters < BATCH_CHARACTERS) characters += queue[count++]?.text.length ?? 0;
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    return batch;
  }

  function onResults(results: readonly ParseResult[]): void {
    for (const result of results) finish(result);
    flush();
  }

  function onFailure(lane: Lane, failure: LaneFailure): void {
    lanes.delete(lane);
    if (failure.culprit) finish(stopped(failure.culprit, failure.message));
    queue = [...failure.unfinished.filter((job) => mayTryAgain(job, failure.message)), ...queue];
    flush();
  }

  function mayTryAgain(job: ParseJob, message: string): boolean {
    const entry = waiting.get(job.id);
    if (!entry) return false;
    entry.attempts++;
    if (entry.attempts <= MAX_ATTEMPTS) return true;
    finish(stopped(job, message));
    return false;
  }

  function finish(result: ParseResult): void {
    const entry = waiting.get(result.id);
    if (!entry) return;
    waiting.delete(result.id);
    inFlight.delete(entry.key);
    const outcome = outcomeOf(entry.job.path, result);
    if (outcome.kind === "parsed" || !outcome.byChance) cache.set(entry.key, outcome, bytesOf(entry, result));
    entry.settle(outcome);
  }

  function retire(): void {
    for (const lane of lanes) void lane.close();
    lanes.clear();
  }

  async function close(): Promise<void> {
    closed = true;
    clearTimeout(idleTimer);
    const ending = [...lanes].map((lane) => lane.close());
    lanes.clear();
    queue = [];
    for (const { job } of waiting.values()) finish(stopped(job, "the parser was stopped"));
    await Promise.all(ending);
  }

  return { parse, close };
}

function outcomeOf(path: string, result: ParseResult): ParseOutcome<unknown> {
  if (result.kind === "parsed") return { kind: "parsed", file: JSON.parse(result.json) };
  const { line, message, byChance } = result;
  return { kind: "problem", problem: { path, line, message }, ...(byChance && { byChance }) };
}

/** About what V8 takes for a tree, which is less than twice its JSON's length, and for the key. */
function bytesOf({ key }: Waiting, result: ParseResult): number {
  return key.length + 2 * (result.kind === "parsed" ? result.json.length : result.message.length);
}

/** What a worker's end leaves of a file. It is not kept: a busy machine may have been the cause. */
function stopped(job: ParseJob, message: string): ParseResult {
  return { id: job.id, kind: "problem", line: null, message, byChance: true };
}
