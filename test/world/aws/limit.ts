/** Calls a second, and how many may come at once before that counts. */
export type RateLimit = { readonly perSecond: number; readonly burst: number };

/** A token bucket for each key. `take` says whether there was a token left. */
export function createLimiter({ perSecond, burst }: RateLimit): { take(key: string): boolean } {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key) {
      const now = performance.now();
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      buckets.set(key, bucket);
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
