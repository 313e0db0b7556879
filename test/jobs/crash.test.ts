import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { createQueue } from "../../src/jobs/queue.ts";
import { temporaryFolder } from "./databases.ts";

vi.setConfig({ testTimeout: 90_000 });

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const places = [null, ...(process.env["DATABASE_URL"] ? [process.env["DATABASE_URL"]] : [])];

/** A server that takes one check and never ends it. Resolves once it has written the check down. */
async function startHanging(place: object, key: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [new URL("hanging-server.ts", import.meta.url).pathname, JSON.stringify(place), key],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (data: Buffer) => {
      if (data.toString().includes("working")) resolve();
    });
    child.once("exit", () => reject(new Error("the server ended before it worked")));
  });
  return child;
}

test.each(places)(
  "a server that is killed in the middle of a check: the next one takes it up at once (%s)",
  async (databaseUrl) => {
    await using folder = await temporaryFolder();
    const place = databaseUrl ? { databaseUrl } : { dataDir: folder.path };
    const key = randomUUID();
    const child = await startHanging(place, key);
    const exited = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await exited;

    const started = Date.now();
    const queue = await createQueue(place, quiet);
    try {
      const subject = { repositoryId: 1, subject: key };
      expect(await queue.memory.openChecks(subject)).toMatchObject([{ checkRunId: 7, request: { key } }]);
      expect(await queue.isPending(key)).toBe(true);
      const again = await new Promise<object>((resolve) => {
        void queue.work({
          delivery: async () => {},
          check: async (data) => resolve(data),
          deadCheck: async () => {},
        });
      });
      expect(again).toEqual({ key });
      expect(Date.now() - started).toBeLessThan(20_000);
      await queue.memory.forgetOpen({ ...subject, headSha: "a1" });
    } finally {
      await queue.drain();
    }
  },
);

test("a second server on the same data folder is told so, while the first one lives", async () => {
  await using folder = await temporaryFolder();
  const place = { dataDir: folder.path };
  const child = await startHanging(place, randomUUID());
  try {
    await expect(createQueue(place, quiet)).rejects.toMatchObject({ name: "UserError", code: "data-dir-in-use" });
  } finally {
    const exited = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await exited;
  }
});

test("a server that stops hands a check back that does not end in time, and tells it", async () => {
  await using folder = await temporaryFolder();
  const place = { dataDir: folder.path };
  const key = randomUUID();
  const first = await createQueue(place, quiet);
  const signals: AbortSignal[] = [];
  await first.work({
    delivery: async () => {},
    check: (_data, signal) => {
      signals.push(signal);
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    },
    deadCheck: async () => {},
  });
  await first.requestCheck({ key, data: { key } });
  await vi.waitFor(() => expect(signals).toHaveLength(1), { timeout: 20_000 });
  await first.drain();
  expect(signals[0]?.aborted).toBe(true);
  const second = await createQueue(place, quiet);
  try {
    expect(await second.isPending(key)).toBe(true);
  } finally {
    await second.drain();
  }
});
