/** How fast calls may go out, per account, region and API. Rates in calls per second. */
export type LimiterSettings = {
  readonly start: number;
  readonly burst: number;
  readonly min: number;
  readonly max: number;
};

/** Leave to make one call. */
type Grant = { readonly at: number };

export type Limiter = {
  /** Waits for leave; null once the signal is aborted. Urgent callers (retries, further pages) go before the others. */
  acquire(signal: AbortSignal, urgent: boolean): Promise<Grant | null>;
  /** AWS answered the call, whatever it said. */
  answered(): void;
  /** AWS throttled the call. */
  throttled(grant: Grant): void;
};

/** Token buckets by account, region and API: one `Limiters` serves all runs of a process, so that they share each account's quota. */
export type Limiters = {
  of(account: string, region: string, service: string): Limiter;
};

/**
 * Cloud Control's quota is undocumented; 25 to 30 calls per second and account were seen, so 20 with a burst of 40 is
 * where it starts, and what AWS throttles or lets pass moves it from there.
 */
const DEFAULTS: LimiterSettings = { start: 20, burst: 40, min: 1, max: 100 };

/**
 * APIs whose quota is published and lower, whatever AWS seems to bear: LookupEvents takes two calls per second, account
 * and region (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html).
 */
const BY_SERVICE: { readonly [service: string]: LimiterSettings } = {
  cloudtrail: { start: 2, burst: 2, min: 0.5, max: 2 },
};

/** What throttling leaves of the rate; 0.7 is also what the SDK's adaptive mode takes from CUBIC (RFC 9438). */
const CUT = 0.7;
/** Quick recovery ends at this share of what AWS let pass in the second before it throttled. */
const SAFE = 0.95;
/** Growth per second of full use, as a share of the rate: quick up to the safe rate, then the faster the longer nothing was throttled. */
const QUICK = 2;
const PROBE = 0.02;
const FASTEST_PROBE = 0.2;

/** Makes the buckets; what `settings` leaves out is as for Cloud Control. An API with a quota of its own keeps to that. */
export function createLimiters(settings: Partial<LimiterSettings> = {}): Limiters {
  const limiters = new Map<string, Limiter>();
  return {
    of(account, region, service) {
      const key = [account, region, service].join("/");
      let limiter = limiters.get(key);
      if (!limiter) {
        limiter = createLimiter(BY_SERVICE[service] ?? { ...DEFAULTS, ...settings });
        limiters.set(key, limiter);
      }
      return limiter;
    },
  };
}

type Waiting = { readonly signal: AbortSignal; readonly resolve: (grant: Grant | null) => void };

function createLimiter(settings: LimiterSettings): Limiter {
  const urgentQueue: Waiting[] = [];
  const queue: Waiting[] = [];
  let rate = settings.start;
  let tokens = settings.burst;
  let filledAt = performance.now();
  let safeRate = settings.start;
  let cutAt = filledAt;
  let grantedAt: readonly number[] = [];
  let answeredAt: readonly number[] = [];
  let timer: NodeJS.Timeout | null = null;

  function fill(now: number): void {
    tokens = Math.min(settings.burst, tokens + ((now - filledAt) / 1000) * rate);
    filledAt = now;
  }

  function next(): Waiting | undefined {
    return urgentQueue.shift() ?? queue.shift();
  }

  function pump(): void {
    timer = null;
    const now = performance.now();
    fill(now);
    // A timer may fire a hair early: a token that is almost there counts.
    while (tokens > 0.999) {
      const waiting = next();
      if (!waiting) return;
      if (waiting.signal.aborted) continue;
      tokens -= 1;
      grantedAt = [...lately(grantedAt, now), now];
      waiting.resolve({ at: now });
    }
    if (urgentQueue.length + queue.length > 0) timer = setTimeout(pump, Math.ceil(((1 - tokens) / rate) * 1000));
  }

  function acquire(signal: AbortSignal, urgent: boolean): Promise<Grant | null> {
    if (signal.aborted) return Promise.resolve(null);
    return new Promise((resolve) => {
      const leave = () => resolve(null);
      signal.addEventListener("abort", leave, { once: true });
      const take = (grant: Grant | null) => {
        signal.removeEventListener("abort", leave);
        resolve(grant);
      };
      (urgent ? urgentQueue : queue).push({ signal, resolve: take });
      if (timer === null) pump();
    });
  }

  /** The rate that AWS is known to bear: what it let pass just now, if the rate was put to the test. */
  function borneRate(now: number): number {
    const granted = lately(grantedAt, now).length;
    // Few calls say nothing about the rate; after a burst it may have been the burst alone that was too much.
    if (granted < rate * 0.8) return rate;
    const isBurst = granted > rate * 1.5;
    return Math.max(lately(answeredAt, now).length * SAFE, isBurst ? rate : rate * CUT);
  }

  function answered(): void {
    const now = performance.now();
    answeredAt = [...lately(answeredAt, now), now];
    fill(now);
    if (tokens >= 1 && urgentQueue.length + queue.length === 0) return;
    const growth = rate < safeRate ? QUICK : Math.min(FASTEST_PROBE, (PROBE * (now - cutAt)) / 1000);
    // Each answer adds its part, so that a second of full use adds up to the growth per second.
    rate = Math.min(settings.max, rate + growth);
  }

  function throttled(grant: Grant): void {
    // Calls that were under way when the rate was cut say nothing about the new rate.
    if (grant.at <= cutAt) return;
    const now = performance.now();
    fill(now);
    cutAt = now;
    tokens = Math.min(tokens, 0);
    safeRate = Math.max(settings.min, borneRate(now));
    rate = Math.max(settings.min, rate * CUT);
  }

  return { acquire, answered, throttled };
}

/** The times within the second before `now`. */
function lately(times: readonly number[], now: number): readonly number[] {
  return times.filter((at) => at > now - 1000);
}
