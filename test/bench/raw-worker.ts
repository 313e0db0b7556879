import { parentPort } from "node:worker_threads";
import { parse } from "@cdktf/hcl2json";

/** hcl2json by itself on one thread: what parsing is measured against. Answers each list of texts with how long they took, in milliseconds. */
const port = parentPort;
if (!port) throw new Error("raw-worker.ts runs in a worker thread only");

port.on("message", async (texts: readonly string[]) => {
  const started = performance.now();
  for (const text of texts) await parse("file.tf", text);
  port?.postMessage((performance.now() - started) satisfies number);
});
