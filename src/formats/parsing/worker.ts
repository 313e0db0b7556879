import { parentPort, workerData } from "node:worker_threads";

import { ParseError } from "./parse-error.ts";
import type {
  Grammar,
  GrammarModule,
  ParseJob,
  ParseResult,
  WorkerReply,
  WorkerRequest,
  WorkerStart,
} from "./protocol.ts";

/** Runs in a worker thread: parses one file after the other and answers with JSON text. */

const GRAMMARS: { readonly [grammar in Grammar]: () => Promise<GrammarModule> } = {
  terraform: () => import("../terraform/parse.ts"),
  cloudformation: () => import("../cloudformation/parse.ts"),
  cdk: () => import("../cdk/parse.ts"),
};

const loaded = new Map<Grammar, Promise<GrammarModule>>();

/** Each grammar is loaded with the first file that needs it, and then kept: `import()` looks its module up anew each time. */
function grammarOf(name: Grammar): Promise<GrammarModule> {
  const module = loaded.get(name) ?? GRAMMARS[name]();
  loaded.set(name, module);
  return module;
}

const { progress } = workerData as WorkerStart;
const port = parentPort;
if (!port) throw new Error("worker.ts runs in a worker thread only");

let queue = Promise.resolve();
port.on("message", (jobs: WorkerRequest) => {
  queue = queue.then(() => parseAll(jobs));
});

async function parseAll(jobs: WorkerRequest): Promise<void> {
  const results: ParseResult[] = [];
  let broken = false;
  for (const job of jobs) {
    // Loading a grammar's WASM is not the file's time.
    const grammar = await grammarOf(job.grammar);
    Atomics.store(progress, 0, job.id);
    try {
      results.push({
        id: job.id,
        kind: "parsed",
        json: JSON.stringify(await grammar.parse(job.text, job.path)),
      });
    } catch (error) {
      results.push(failureOf(job, error));
      broken = !(error instanceof ParseError);
    }
    if (broken) break;
  }
  Atomics.store(progress, 0, 0);
  port?.postMessage({ results, broken } satisfies WorkerReply);
}

function failureOf(job: ParseJob, error: unknown): ParseResult {
  if (error instanceof ParseError) return { id: job.id, kind: "problem", line: error.line, message: error.message };
  const cause = error instanceof Error ? error.message : String(error);
  return {
    id: job.id,
    kind: "problem",
    line: null,
    message: `the parser failed on this file: ${cause}`,
  };
}
