import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { pid } from "node:process";
import type { Instance, PgBoss } from "pg-boss";
import { z } from "zod";
import { isAlive } from "./folder-lock.ts";
import type { Log } from "./log.ts";

/** This process's name in the queue's registry of servers. */
export const instanceName = `plumbline-${randomUUID()}`;

const activeRow = z.object({ id: z.string(), name: z.string() });

/**
 * Puts back the jobs that a crashed server was working on, so that they run at once. Where another server lives,
 * its jobs cannot be told from a crashed one's: those wait for their heartbeat to be missed.
 * @param exclusive nobody else can be using this database
 */
export async function reclaimOrphans(
  boss: PgBoss,
  queues: readonly string[],
  exclusive: boolean,
  log: Log,
): Promise<void> {
  if (!exclusive && (await boss.getInstances()).some(isAnotherLiving)) return;
  const { rows } = await boss
    .getDb()
    .executeSql("SELECT id, name FROM pgboss.job WHERE name = ANY($1) AND state = 'active'", [[...queues]]);
  for (const row of rows) {
    const { id, name } = activeRow.parse(row);
    log.warn({ queue: name, job: id }, "taking back a job that a stopped server left unfinished");
    // Counts as an attempt, so that a job that brings the server down does not do so for ever.
    await boss.fail(name, id, {
      name: "Crash",
      message: "the server stopped in the middle of this job",
    });
    await boss.update(name, undefined, { id, startAfter: new Date() });
  }
}

/** A server that was killed stays listed for a few heartbeats; on this host, its process tells sooner. */
function isAnotherLiving(instance: Instance): boolean {
  if (instance.name === instanceName || !instance.live) return false;
  if (instance.host !== hostname()) return true;
  return instance.pid !== pid && isAlive(instance.pid);
}
