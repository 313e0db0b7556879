import { parentPort } from "node:worker_threads";
import { parse } from "@cdktf/hcl2json";

/** hcl2json by itself on one thread: what parsing is measured against. Answers each list of texts with how long they took, in milliseconds. */
parentPort?.on("message", async (texts: readonly string[]) => {
  const started = performance.now();
  for (const text of texts) await parse("file.tf", text);
  parentPort?.postMessage(performance.now() - started);
});
