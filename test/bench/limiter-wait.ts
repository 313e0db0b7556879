import { setTimeout as sleep } from "node:timers/promises";
import { createLimiters } from "../../src/aws/index.ts";

/** How long the limiter, as it starts, makes the last of `calls` calls wait, each answered after `latencyMs`. In milliseconds. */
export async function limiterWait(calls: number, latencyMs: number): Promise<number> {
  const limiter = createLimiters().of("111122223333", "eu-west-1", "cloudcontrol");
  const never = new AbortController().signal;
  const started = performance.now();
  let last = started;
  await Promise.all(
    Array.from({ length: calls }, async () => {
      const grant = await limiter.acquire(never, false);
      last = Math.max(last, grant?.at ?? started);
      await sleep(latencyMs);
      limiter.answered();
    }),
  );
  return last - started;
}
