import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { kill, pid } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { UserError } from "../model/errors.ts";

const LOCK_FILE = "plumbline.lock";

const ownerSchema = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  id: z.string(),
});
type Owner = z.infer<typeof ownerSchema>;

/** Gives the folder back. */
export type FolderLock = { release(): Promise<void> };

/**
 * Takes a folder for this process alone: two processes on one PGlite folder silently lose jobs.
 * A lock whose process is gone is taken over.
 * @throws UserError `data-dir-in-use` when another living process, or one on another host, holds it
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, LOCK_FILE);
  const owner: Owner = { pid, host: hostname(), id: randomUUID() };
  const draft = `${path}.${owner.id}`;
  await writeFile(draft, JSON.stringify(owner));
  heldHere.add(owner.id);
  try {
    await take(path, draft, owner);
  } catch (error) {
    heldHere.delete(owner.id);
    throw error;
  } finally {
    await unlink(draft).catch(ignoreMissing);
  }
  return { release: () => release(path, owner) };
}

/** A hard link appears whole or not at all, and only one of two processes can make it. */
async function take(path: string, draft: string, owner: Owner): Promise<void> {
  for (;;) {
    if (await linked(draft, path)) return;
    const holder = await readOwner(path);
    if (holder === "gone") continue;
    if (holder && !isDead(holder, owner)) throw inUse(path, holder, owner);
    await removeStale(path, draft, owner);
  }
}

/** One process at a time removes a dead one's lock: another might remove the lock of whoever took it over meanwhile. */
async function removeStale(path: string, draft: string, owner: Owner): Promise<void> {
  const removing = `${path}.removing`;
  if (!(await linked(draft, removing))) {
    const remover = await readOwner(removing);
    if (remover !== "gone" && (!remover || isDead(remover, owner))) await unlink(removing).catch(ignoreMissing);
    await sleep(20);
    return;
  }
  try {
    const holder = await readOwner(path);
    if (holder !== "gone" && (!holder || isDead(holder, owner))) await unlink(path).catch(ignoreMissing);
  } finally {
    await unlink(removing).catch(ignoreMissing);
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

function isDead(holder: Owner, self: Owner): boolean {
  if (holder.host !== self.host) return false;
  // In a container every process is number 1: a lock with our own number was left by an earlier life.
  if (holder.pid === self.pid) return !heldHere.has(holder.id);
  return !isAlive(holder.pid);
}

/** Locks of this very process, so that opening one folder twice in it is noticed too. */
const heldHere = new Set<string>();

async function readOwner(path: string): Promise<Owner | null | "gone"> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return "gone";
    throw error;
  }
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return null; // Not a lock that this code wrote, such as a file cut short by a full disk: nobody holds it.
  }
}

async function release(path: string, owner: Owner): Promise<void> {
  heldHere.delete(owner.id);
  const holder = await readOwner(path);
  if (holder !== "gone" && holder?.id === owner.id) await unlink(path).catch(ignoreMissing);
}

function inUse(path: string, holder: Owner, self: Owner): UserError {
  const where = holder.host === self.host ? "" : ` on ${holder.host}`;
  const remedy =
    holder.host === self.host
      ? "stop it, or give this one another DATA_DIR"
      : `stop it, or, if that host is gone, delete ${path}; several servers at once need DATABASE_URL`;
  return new UserError("data-dir-in-use", `the data folder is in use by process ${holder.pid}${where}: ${remedy}`, {
    path,
  });
}

/** Whether a process of this host runs; one of another user counts. */
export function isAlive(other: number): boolean {
  try {
    kill(other, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}

function ignoreMissing(error: unknown): void {
  if (!hasCode(error, "ENOENT")) throw error;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
