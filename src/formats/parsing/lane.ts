import { Worker } from "node:worker_threads";

import type { ParseJob, ParseResult, WorkerReply, WorkerRequest, WorkerStart } from "./protocol.ts";

/** Heap of one worker; WASM memory comes on top. A worker over it is killed, and its file is a problem. */
const MAX_HEAP_MB = 256;
/** Most of what parsing makes is garbage at once: left to itself, V8 takes 60 MB for it. */
const MAX_YOUNG_MB = 24;

/** A worker that has not begun its first file after this long will not: loading takes about 0.3 s. */
const STARTUP_MS = 60_000;

/** Why a worker lost its jobs, and which of them is to blame (null: none had begun). */
export type LaneFailure = {
  readonly culprit: ParseJob | null;
  readonly message: string;
  /** Jobs that are not to blame and have no result yet. */
  readonly unfinished: readonly ParseJob[];
};

export type LaneEvents = {
  onResults(results: readonly ParseResult[]): void;
  /** The worker is gone; the lane takes no more work. */
  onFailure(failure: LaneFailure): void;
};

/** One worker thread and the jobs it has been given. */
export type Lane = {
  readonly pending: number;
  send(jobs: readonly ParseJob[]): void;
  close(): Promise<void>;
};

/** Starts a worker and watches it: a file over its deadline, a crash or too much memory ends it. */
export function startLane(deadlineMs: number, events: LaneEvents): Lane {
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const pending = new Map<number, ParseJob>();
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: { progress } satisfies WorkerStart,
    // Foreign content is parsed there: it gets no environment, and what it prints stays unread (reading it would keep
    // the process alive).
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: {
      maxOldGenerationSizeMb: MAX_HEAP_MB,
      maxYoungGenerationSizeMb: MAX_YOUNG_MB,
      stackSizeMb: 8,
    },
  });
  worker.unref();

  let ended = false;
  let current = 0;
  let since = 0;
  let watch: NodeJS.Timeout | undefined;

  function end(message: string, culpritId: number): void {
    if (ended) return;
    ended = true;
    clearInterval(watch);
    void worker.terminate();
    const culprit = pending.get(culpritId) ?? null;
    pending.delete(culpritId);
    events.onFailure({ culprit, message, unfinished: [...pending.values()] });
    pending.clear();
  }

  function look(): void {
    const id = Atomics.load(progress, 0);
    const now = performance.now();
    if (id !== current) {
      current = id;
      since = now;
      return;
    }
    const allowed = id === 0 ? STARTUP_MS : deadlineMs;
    if (now - since < allowed) return;
    end(`parsing took longer than ${deadlineMs / 1000} s and was stopped`, id);
  }

  worker.on("message", (reply: WorkerReply) => {
    if (ended) return;
    for (const result of reply.results) pending.delete(result.id);
    if (pending.size === 0) rest();
    events.onResults(reply.results);
    if (reply.broken) end("the parser failed on an earlier file", 0);
  });
  worker.on("error", (error: Error) => {
    const message = isOutOfMemory(error)
      ? "parsing took too much memory and was stopped"
      : `the parser failed: ${error.message}`;
    end(message, Atomics.load(progress, 0));
  });
  worker.on("exit", () => {
    end("the parser failed on this file", Atomics.load(progress, 0));
  });

  /** Without work the lane keeps no process alive; with work it does. */
  function rest(): void {
    clearInterval(watch);
    watch = undefined;
    worker.unref();
  }

  function send(jobs: readonly ParseJob[]): void {
    for (const job of jobs) pending.set(job.id, job);
    if (!watch) {
      current = Atomics.load(progress, 0);
      since = performance.now();
      watch = setInterval(look, Math.max(10, deadlineMs / 20));
      worker.ref();
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows, not for threads
    worker.postMessage(jobs satisfies WorkerRequest);
  }

  async function close(): Promise<void> {
    ended = true;
    clearInterval(watch);
    await worker.terminate();
  }

  return {
    get pending() {
      return pending.size;
    },
    send,
    close,
  };
}

function isOutOfMemory(error: Error): boolean {
  return "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
