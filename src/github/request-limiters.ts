import { setTimeout as sleep } from "node:timers/promises";

/**
 * What Octokit's throttling takes in place of its own limiters. Bottleneck, which those are made of, yields to a timer
 * about five times per call: 7 ms for each limiter that a call passes, which a check's dozen serial calls add up.
 */
type Work<Args extends readonly unknown[], Result> = (...args: Args) => Promise<Result>;

/** The part of Bottleneck's groups that Octokit's throttling calls. */
type LimiterGroup = {
  key(id: string): {
    schedule<Args extends readonly unknown[], Result>(
      options: object,
      work: Work<Args, Result>,
      ...args: Args
    ): Promise<Result>;
  };
};

type Queue = { running: number; readonly waiting: (() => void)[] };

/** At most `most` calls per key are under way at once; others wait in the order in which they came. */
export function concurrencyLimiter(most: number): LimiterGroup {
  const queues = new Map<string, Queue>();

  function leave(id: string, queue: Queue): void {
    const next = queue.waiting.shift();
    if (next) return next();
    queue.running -= 1;
    if (queue.running === 0) queues.delete(id);
  }

  return {
    key: (id) => ({
      async schedule(_options, work, ...args) {
        const queue = queues.get(id) ?? { running: 0, waiting: [] };
        queues.set(id, queue);
        if (queue.running < most) queue.running += 1;
        // Who leaves hands its place over.
        else await new Promise<void>((resolve) => void queue.waiting.push(resolve));
        try {
          return await work(...args);
        } finally {
          leave(id, queue);
        }
      },
    }),
  };
}

/** Says after how many milliseconds a failed call is made again; undefined: not at all. */
type OnFailed = (error: unknown, info: { readonly args: readonly unknown[] }) => Promise<number | undefined>;

/** The part of Bottleneck that Octokit's throttling repeats rate-limited calls with. */
export function retryLimiter() {
  const handlers: OnFailed[] = [];

  async function waitAfter(error: unknown, args: readonly unknown[]): Promise<number | undefined> {
    for (const handler of handlers) {
      const wait = await handler(error, { args });
      if (wait !== undefined) return wait;
    }
    return undefined;
  }

  return {
    on(_event: "failed", handler: OnFailed): void {
      handlers.push(handler);
    },
    async schedule<Args extends readonly unknown[], Result>(work: Work<Args, Result>, ...args: Args): Promise<Result> {
      for (;;) {
        try {
          return await work(...args);
        } catch (error) {
          const wait = await waitAfter(error, args);
          if (wait === undefined) throw error;
          await sleep(wait);
        }
      }
    },
  };
}
