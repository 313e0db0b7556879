import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lockFolder } from "../../src/jobs/folder-lock.ts";
import { temporaryFolder } from "./databases.ts";

function lockText(pid: number, host: string = hostname()): string {
  return JSON.stringify({ pid, host, id: "someone" });
}

/** A process id that was in use and is not any more. */
async function deadPid(): Promise<number> {
  const child = spawn("true");
  await new Promise((resolve) => child.on("exit", resolve));
  return child.pid ?? 0;
}

test("a folder is held by one, and free again afterwards", async () => {
  await using folder = await temporaryFolder();
  const first = await lockFolder(folder.path);
  await expect(lockFolder(folder.path)).rejects.toMatchObject({
    name: "UserError",
    code: "data-dir-in-use",
  });
  await first.release();
  const second = await lockFolder(folder.path);
  await second.release();
});

test("of many at once, one gets it", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "plumbline.lock"), lockText(await deadPid()));
  const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder.path)));
  expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a living process of this host keeps it, and is named", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "plumbline.lock"), lockText(process.ppid));
  await expect(lockFolder(folder.path)).rejects.toThrow(`in use by process ${process.ppid}: stop it`);
});

test("another host's lock is never taken over, as nobody here can tell whether it lives", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "plumbline.lock"), lockText(await deadPid(), "elsewhere"));
  await expect(lockFolder(folder.path)).rejects.toThrow("on elsewhere");
});

test.each([
  ["of a process that is gone", deadPid],
  ["with our own number, from an earlier life of the container", () => Promise.resolve(process.pid)],
])("a lock %s is taken over", async (_name, pid) => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "plumbline.lock");
  await writeFile(path, lockText(await pid()));
  const lock = await lockFolder(folder.path);
  expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({
    pid: process.pid,
    host: hostname(),
  });
  await lock.release();
});

test("a lock that was cut short is nobody's", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "plumbline.lock"), '{"pid":');
  const lock = await lockFolder(folder.path);
  await expect(lock.release()).resolves.toBeUndefined();
});
