import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLimiters } from "../../src/aws/limiter.ts";
import type { Limiter } from "../../src/aws/limiter.ts";

const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets `perSecond` calls pass, with room for `burst` at once. */
function bucketServer(perSecond: number, burst: number): () => boolean {
  let tokens = burst;
  let filledAt = performance.now();
  return () => {
    const now = performance.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/** Lets `perSecond` calls pass in any second. */
function windowServer(perSecond: number): () => boolean {
  let passed: number[] = [];
  return () => {
    const now = performance.now();
    passed = passed.filter((at) => at > now - 1000);
    if (passed.length >= perSecond) return false;
    passed.push(now);
    return true;
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** One read with its retries; gives how many calls it took. */
async function readOnce(limiter: Limiter, passes: () => boolean, latency: number): Promise<number> {
  for (let calls = 1; ; calls++) {
    const grant = await limiter.acquire(never, calls > 1);
    if (!grant) throw new Error("no leave");
    await pause(latency / 2);
    const passed = passes();
    await pause(latency / 2);
    if (passed) {
      limiter.answered();
      return calls;
    }
    limiter.throttled(grant);
    await pause(100 * 2 ** calls);
  }
}

/** Reads `count` resources at once; gives calls per read, and seconds. */
async function readAll(count: number, limiter: Limiter, passes: () => boolean, latency: number) {
  const start = performance.now();
  const done: { calls: readonly number[]; seconds: number }[] = [];
  void Promise.all(Array.from({ length: count }, () => readOnce(limiter, passes, latency))).then((calls) =>
    done.push({ calls, seconds: (performance.now() - start) / 1000 }),
  );
  for (;;) {
    const [result] = done;
    if (result) return result;
    await vi.advanceTimersByTimeAsync(10);
  }
}

function limiterOf(settings = {}): Limiter {
  return createLimiters(settings).of("111122223333", "eu-west-1", "cloudcontrol");
}

describe.each([
  ["a bucket with a burst of 5", () => bucketServer(25, 5)],
  ["a bucket with a burst of 25", () => bucketServer(25, 25)],
  ["a bucket with a burst of 50", () => bucketServer(25, 50)],
  ["25 in any second", () => windowServer(25)],
] as const)("500 reads against a server of 25 per second (%s)", (_, server) => {
  test.each([10, 50, 400])("keep 0.9 of its rate at %i ms, and none is lost", async (latency) => {
    const { calls, seconds } = await readAll(500, limiterOf(), server(), latency);
    expect(500 / seconds).toBeGreaterThanOrEqual(0.9 * 25);
    expect(Math.max(...calls)).toBeLessThanOrEqual(4);
  });
});

test("a slow account is found out, and few calls are wasted on it", async () => {
  const { calls, seconds } = await readAll(60, limiterOf(), bucketServer(4, 4), 50);
  expect(seconds).toBeLessThan(25);
  expect(Math.max(...calls)).toBeLessThanOrEqual(7);
});

test("the burst goes out at once, the rest at the starting rate", async () => {
  const limiter = limiterOf({ burst: 3, start: 10 });
  const granted: number[] = [];
  const start = performance.now();
  for (let call = 0; call < 6; call++)
    void limiter.acquire(never, false).then(() => granted.push(performance.now() - start));
  await vi.advanceTimersByTimeAsync(1000);
  expect(granted).toEqual([0, 0, 0, 100, 200, 300]);
});

test("an idle hour is no reason to grow all at once", async () => {
  const limiter = limiterOf();
  await vi.advanceTimersByTimeAsync(3_600_000);
  const start = performance.now();
  let inThirdSecond = 0;
  const counting = () => {
    if (Math.floor((performance.now() - start) / 1000) === 2) inThirdSecond += 1;
    return true;
  };
  await readAll(400, limiter, counting, 20);
  expect(inThirdSecond).toBeGreaterThan(20);
  expect(inThirdSecond).toBeLessThan(60);
});

test("a retry goes before reads that have not begun", async () => {
  const limiter = limiterOf({ burst: 1, start: 10 });
  await limiter.acquire(never, false);
  const order: string[] = [];
  void limiter.acquire(never, false).then(() => order.push("read"));
  void limiter.acquire(never, true).then(() => order.push("retry"));
  await vi.advanceTimersByTimeAsync(300);
  expect(order).toEqual(["retry", "read"]);
});

test("a stopped run leaves the queue at once and takes nobody's turn", async () => {
  const limiter = limiterOf({ burst: 1, start: 10 });
  await limiter.acquire(never, false);
  const run = new AbortController();
  const stopped = limiter.acquire(run.signal, false);
  const other = limiter.acquire(never, false);
  run.abort();
  expect(await stopped).toBeNull();
  expect(await limiter.acquire(run.signal, false)).toBeNull();
  await vi.advanceTimersByTimeAsync(100);
  expect(await other).not.toBeNull();
});

test("one throttled call among few does not bring the account to a crawl", async () => {
  const limiter = limiterOf({ burst: 1 });
  const grant = await limiter.acquire(never, false);
  if (!grant) throw new Error("no leave");
  limiter.throttled(grant);
  const { seconds } = await readAll(100, limiter, () => true, 20);
  expect(seconds).toBeLessThan(6);
});

test("accounts, regions and APIs have a bucket each, shared by whoever asks", () => {
  const limiters = createLimiters();
  const limiter = limiters.of("111122223333", "eu-west-1", "ssm");
  expect(limiters.of("111122223333", "eu-west-1", "ssm")).toBe(limiter);
  expect(limiters.of("111122223333", "eu-west-1", "s3")).not.toBe(limiter);
  expect(limiters.of("111122223333", "us-east-1", "ssm")).not.toBe(limiter);
  expect(limiters.of("444455556666", "eu-west-1", "ssm")).not.toBe(limiter);
});
