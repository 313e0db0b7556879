import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** hcl2json by itself, in a thread of its own: it sets globals, so it stays out of this one. */
export type RawParser = {
  /** Parses the texts one after the other. @returns milliseconds */
  time(texts: readonly string[]): Promise<number>;
  close(): Promise<void>;
};

export function startRawParser(): RawParser {
  const worker = new Worker(new URL("raw-worker.ts", import.meta.url));
  return {
    async time(texts) {
      const answer = once(worker, "message") as Promise<[number]>;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows, not for threads
      worker.postMessage(texts);
      const [milliseconds] = await answer;
      return milliseconds;
    },
    async close() {
      await worker.terminate();
    },
  };
}
