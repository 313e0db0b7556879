import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createQueue, Superseded, type Queue, type Workers } from "../../src/jobs/queue.ts";
import { RetryableError } from "../../src/model/errors.ts";
import { temporaryFolder } from "./databases.ts";

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

function workers(overrides: Partial<Workers> = {}): Workers {
  return {
    delivery: async () => {},
    check: async () => {},
    deadCheck: async () => {},
    ...overrides,
  };
}

function delivery(id: string = randomUUID()) {
  return { id, name: "pull_request", body: '{"action":"opened"}' };
}

/** Resolves when `condition` holds; fails the test after ten seconds. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("waited ten seconds in vain");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const places = [
  { name: "PGlite", databaseUrl: null },
  ...(process.env["DATABASE_URL"] ? [{ name: "PostgreSQL", databaseUrl: process.env["DATABASE_URL"] }] : []),
];

describe.each(places)("the queue on $name", ({ databaseUrl }) => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let queue: Queue;

  beforeEach(async () => {
    folder = await temporaryFolder();
    queue = await createQueue(databaseUrl ? { databaseUrl } : { dataDir: folder.path }, quiet);
  });

  afterEach(async () => {
    await queue.drain();
    await folder[Symbol.asyncDispose]();
  });

  test("a delivery is worked on once, however often it is sent", async () => {
    const seen: string[] = [];
    const one = delivery(`not a uuid ${randomUUID()}`);
    await queue.storeDelivery(one);
    await queue.storeDelivery(one);
    await queue.work(workers({ delivery: async ({ id }) => void seen.push(id) }));
    await until(() => seen.length > 0);
    await queue.storeDelivery(one);
    const other = delivery();
    await queue.storeDelivery(other);
    await until(() => seen.includes(other.id));
    expect(seen).toEqual([one.id, other.id]);
  });

  test("a delivery that failed for good is tried again when it is sent again", async () => {
    let failing = true;
    let attempts = 0;
    await queue.work(
      workers({
        delivery: async () => {
          attempts += 1;
          if (failing) throw new Error("a bug");
        },
      }),
    );
    const one = delivery();
    await queue.storeDelivery(one);
    await until(() => attempts === 1);
    failing = false;
    await until(async () => {
      await queue.storeDelivery(one);
      return attempts > 1;
    });
    expect(attempts).toBe(2);
  });

  test("a body with an escaped NUL is kept as it came", async () => {
    const bodies: string[] = [];
    await queue.work(workers({ delivery: async ({ body }) => void bodies.push(body) }));
    const body = '{"title":"a\\u0000b"}';
    await queue.storeDelivery({ ...delivery(), body });
    await until(() => bodies.length === 1);
    expect(bodies).toEqual([body]);
  });

  test("of the requests that wait for one key, the newest is worked on", async () => {
    const seen: object[] = [];
    const key = randomUUID();
    await queue.requestCheck({ key, data: { head: "first" } });
    await queue.requestCheck({ key, data: { head: "second" } });
    await queue.requestCheck({ key: randomUUID(), data: { head: "elsewhere" } });
    await queue.work(workers({ check: async (data) => void seen.push(data) }));
    await until(() => seen.length === 2);
    await until(async () => !(await queue.isPending(key)));
    expect(seen).toEqual(expect.arrayContaining([{ head: "second" }, { head: "elsewhere" }]));
  });

  test("a newer request stops the running check and runs after it, never beside it", async () => {
    const log: string[] = [];
    const key = randomUUID();
    await queue.work(
      workers({
        check: async (data, signal) => {
          const { head } = data as { head: string };
          log.push(`start ${head}`);
          if (head === "first") await new Promise((resolve) => signal.addEventListener("abort", resolve));
          log.push(`end ${head}${signal.aborted && signal.reason instanceof Superseded ? ", superseded" : ""}`);
        },
      }),
    );
    await queue.requestCheck({ key, data: { head: "first" } });
    await until(() => log.length === 1);
    await queue.requestCheck({ key, data: { head: "second" } });
    await until(() => log.length === 4);
    expect(log).toEqual(["start first", "end first, superseded", "start second", "end second"]);
  });

  test("a cancelled check does not run, and a running one is told", async () => {
    const key = randomUUID();
    await queue.requestCheck({ key, data: {} });
    await queue.cancelCheck(key);
    expect(await queue.isPending(key)).toBe(false);
    let started = false;
    let stopped = false;
    await queue.work(
      workers({
        check: async (_data, signal) => {
          started = true;
          await new Promise((resolve) => signal.addEventListener("abort", resolve));
          stopped = true;
        },
      }),
    );
    const running = randomUUID();
    await queue.requestCheck({ key: running, data: {} });
    await until(() => started);
    await queue.cancelCheck(running);
    await until(() => stopped);
    expect(stopped).toBe(true);
  });

  test("what may pass is tried again, and the retry gets the newest request", async () => {
    const seen: string[] = [];
    const key = randomUUID();
    await queue.work(
      workers({
        check: async (data) => {
          seen.push((data as { head: string }).head);
          if (seen.length === 1) throw new RetryableError("GitHub is down");
        },
      }),
    );
    await queue.requestCheck({ key, data: { head: "first" } });
    await until(() => seen.length === 1);
    await queue.requestCheck({ key, data: { head: "second" } });
    await until(async () => seen.length > 1 && !(await queue.isPending(key)));
    expect(seen[0]).toBe("first");
    expect(seen.at(-1)).toBe("second");
  });

  test("a bug is not tried again: the check is handed over as dead, with its cause", async () => {
    const dead: { data: object; cause: unknown }[] = [];
    let attempts = 0;
    await queue.work(
      workers({
        check: async () => {
          attempts += 1;
          throw new Error("the sky is green", { cause: new Error("paint") });
        },
        deadCheck: async (data, cause) => void dead.push({ data, cause }),
      }),
    );
    await queue.requestCheck({ key: randomUUID(), data: { head: "first" } });
    await until(() => dead.length === 1);
    expect(attempts).toBe(1);
    expect(dead[0]?.data).toEqual({ head: "first" });
    expect(dead[0]?.cause).toMatchObject({
      message: "the sky is green",
      causes: [{ message: "paint" }],
    });
  });

  test("the database answers while the queue is open", async () => {
    await expect(queue.ping()).resolves.toBeUndefined();
  });

  test("open checks, conclusions and approvals are remembered", async () => {
    const { memory } = queue;
    const repositoryId = Math.floor(Math.random() * 1e12) + 5e9; // Beyond 32 bits, as GitHub's ids will be.
    const open = {
      repositoryId,
      subject: "pull/7",
      headSha: "a1",
      checkRunId: 6_000_000_001,
      request: { pull: 7 },
    };
    await memory.rememberOpen({ ...open, checkRunId: 1 });
    await memory.rememberOpen(open);
    expect(await memory.openChecks({ repositoryId, subject: "pull/7" })).toEqual([open]);
    expect(await memory.openChecks()).toContainEqual(open);
    await memory.forgetOpen(open);
    expect(await memory.openChecks({ repositoryId, subject: "pull/7" })).toEqual([]);

    const concluded = {
      repositoryId,
      subject: "pull/7",
      headSha: "a1",
      conclusion: "failure",
      title: "3 of 14",
    };
    await memory.rememberConclusion({ ...concluded, headSha: "a0" });
    await memory.rememberConclusion(concluded);
    expect(await memory.conclusionsFor(repositoryId, "a0")).toEqual([]);
    expect(await memory.conclusionsFor(repositoryId, "a1")).toMatchObject([concluded]);

    await memory.approve(repositoryId, "pull/7", "a1", "octocat");
    expect(await memory.isApproved(repositoryId, "pull/7", "a1")).toBe(true);
    await memory.approve(repositoryId, "pull/7", "a2", "octocat");
    expect(await memory.isApproved(repositoryId, "pull/7", "a1")).toBe(false);
    await memory.forgetSubject(repositoryId, "pull/7");
    expect(await memory.isApproved(repositoryId, "pull/7", "a2")).toBe(false);
    expect(await memory.conclusionsFor(repositoryId, "a1")).toEqual([]);
  });
});
