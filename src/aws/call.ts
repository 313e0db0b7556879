import { failureOf, ownFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import type { Limiter } from "./limiter.ts";

/** How long things may take, in milliseconds. */
export type TimeLimits = {
  /** One read with its retries and pages, from its first call on. */
  readonly read: number;
  /** One call, so that a server that hangs does not use up a read's whole time. */
  readonly attempt: number;
  /** Pause before the first retry; doubles from then on, up to `longestPause`. */
  readonly firstPause: number;
  readonly longestPause: number;
};

export const TIME_LIMITS: TimeLimits = { read: 30_000, attempt: 14_000, firstPause: 200, longestPause: 5_000 };

/** A broken answer is asked for this often in all; throttling is only bounded by the read's time. */
const ATTEMPTS = 4;

export type Answer<Output> = { readonly output: Output } | { readonly failure: Failure };

/** Makes one call with leave of the limiter and with retries; all calls of one `Caller` share one read's time. */
export type Caller = <Output>(
  limiter: Limiter,
  attempt: (signal: AbortSignal) => Promise<Output>,
) => Promise<Answer<Output>>;

/**
 * A caller for one read: the one place where calls are retried (the SDK makes one attempt). The clock starts when the
 * first call may go out, so that waiting for the limiter, which other reads cause, costs the read nothing.
 */
export function createCaller(limits: TimeLimits, run: AbortSignal, count: () => void): Caller {
  let endsAt = Number.POSITIVE_INFINITY;

  return async function call(limiter, attempt) {
    let last: Failure | null = null;
    for (let attempts = 1; ; attempts++) {
      const urgent = endsAt !== Number.POSITIVE_INFINITY;
      const grant = await within(run, endsAt - performance.now(), (signal) => limiter.acquire(signal, urgent));
      if (run.aborted) return { failure: deadlinePassed() };
      if (!grant) return { failure: last ?? timedOut(limits) };
      if (!urgent) endsAt = performance.now() + limits.read;
      const time = Math.min(limits.attempt, endsAt - performance.now());
      const answer = await attemptWithin(run, time, attempt, limits);
      if (wasSent(answer)) count();
      if ("output" in answer) {
        limiter.answered();
        return answer;
      }
      // The read's end cut this attempt short: what AWS said before is the reason.
      if (last && answer.failure.kind === "timeout" && time < limits.attempt) return { failure: last };
      last = answer.failure;
      if (last.kind === "throttled") limiter.throttled(grant);
      else if (last.status !== null) limiter.answered();
      const pause = pauseBefore(attempts, limits);
      if (!isWorthRetrying(last, attempts) || endsAt - performance.now() < pause) return { failure: last };
      await within(run, pause, waitForAbort);
    }
  };
}

/** Without credentials of its own the SDK has nothing to sign with, and sends no request. */
function wasSent(answer: Answer<unknown>): boolean {
  return "output" in answer || answer.failure.kind !== "credentials" || answer.failure.status !== null;
}

async function attemptWithin<Output>(
  run: AbortSignal,
  time: number,
  attempt: (signal: AbortSignal) => Promise<Output>,
  limits: TimeLimits,
): Promise<Answer<Output>> {
  try {
    const output = await within(run, time, attempt);
    if (output !== null) return { output };
    return { failure: run.aborted ? deadlinePassed() : timedOut(limits) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** The work's result, or null when its time is over or the run was stopped; the work is told by its signal. */
async function within<Result>(
  run: AbortSignal,
  time: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | null> {
  const limit = new AbortController();
  const stop = () => limit.abort();
  const timer = Number.isFinite(time) ? setTimeout(stop, Math.max(0, time)) : undefined;
  run.addEventListener("abort", stop, { once: true });
  if (run.aborted) stop();
  try {
    return await Promise.race([waitForAbort(limit.signal), work(limit.signal)]);
  } catch (error) {
    if (limit.signal.aborted) return null;
    throw error;
  } finally {
    clearTimeout(timer);
    run.removeEventListener("abort", stop);
  }
}

function waitForAbort(signal: AbortSignal): Promise<null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(null), { once: true });
  });
}

function isWorthRetrying(failure: Failure, attempts: number): boolean {
  if (failure.kind === "throttled") return true;
  if (failure.kind === "clock-skew") return failure.clockCorrected && attempts === 1;
  return attempts < ATTEMPTS && (failure.kind === "server" || failure.kind === "network" || failure.kind === "timeout");
}

/** Exponential with full jitter in its upper half, as AWS recommends (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). */
function pauseBefore(attempts: number, limits: TimeLimits): number {
  const longest = Math.min(limits.longestPause, limits.firstPause * 2 ** (attempts - 1));
  return longest * (0.5 + Math.random() / 2);
}

function deadlinePassed(): Failure {
  return ownFailure("deadline", "the run ended before this was read");
}

/** Says the read's time, whichever clock struck, so that two runs say the same. */
function timedOut(limits: TimeLimits): Failure {
  return ownFailure("timeout", `no answer within ${limits.read / 1000} s`);
}
