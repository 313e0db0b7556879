import { setTimeout as sleep } from "node:timers/promises";

/** The part of Bottleneck's groups that Octokit's throttling calls: one limiter per key. */
type LimiterGroup = {
  key(id: string): { schedule<Result>(options: object, work: () => Promise<Result>): Promise<Result> };
};

type Bucket = { tokens: number; filledAt: number };

/** Buckets that are kept at most; one that was forgotten starts full again. */
const MAX_KEYS = 1000;

/** A token bucket per key: `burst` at once, then `perSecond`. Callers wait in the order in which they came. */
export function burstLimiter(burst: number, perSecond: number): LimiterGroup {
  const buckets = new Map<string, Bucket>();

  function bucketOf(id: string): Bucket {
    const bucket = buckets.get(id) ?? { tokens: burst, filledAt: Date.now() };
    buckets.delete(id);
    buckets.set(id, bucket);
    const oldest = buckets.keys().next();
    if (buckets.size > MAX_KEYS && !oldest.done) buckets.delete(oldest.value);
    return bucket;
  }

  async function enter(id: string): Promise<void> {
    const bucket = bucketOf(id);
    const now = Date.now();
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.filledAt) / 1000) * perSecond);
    bucket.filledAt = now;
    bucket.tokens -= 1;
    if (bucket.tokens < 0) await sleep((-bucket.tokens / perSecond) * 1000);
  }

  return {
    key: (id) => ({
      async schedule(_options, work) {
        await enter(id);
        return work();
      },
    }),
  };
}
