import { PgBoss, type JobResult, type JobWithMetadata } from "pg-boss";
import { openDatabase, type DatabasePlace } from "./database.ts";
import { deliveryJobId, deliverySchema, type Delivery } from "./delivery.ts";
import type { Log } from "./log.ts";
import { createMemory, prepareMemory } from "./memory.ts";
import type { CheckMemory } from "../model/check-memory.ts";
import { outcomeOf } from "./outcome.ts";
import { instanceName, reclaimOrphans } from "./recovery.ts";

const DELIVERIES = "deliveries";
const CHECKS = "checks";
const DEAD_CHECKS = "dead-checks";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** A check that runs longer than this has hung: its reads and their retries are bounded far below. In seconds. */
const CHECK_EXPIRES = 600;

/** Every job proves that its worker lives, so that another server takes over soon after a crash. In seconds; 10 is the least that pg-boss takes. */
const HEARTBEAT = 10;

/** How long a stopping server waits for its jobs before it hands them back. In milliseconds. */
const DRAIN = 20_000;

/** Waiting between looks into the queue where the database's notification was missed. In seconds. */
const POLL = 0.5;

/** What is asked for when a check is wanted. `data` must survive JSON. */
type CheckRequest = { readonly key: string; readonly data: object };

/** What the server does with jobs. A thrown `RetryableError` is tried again; anything else ends the job. */
export type Workers = {
  delivery(delivery: Delivery): Promise<void>;
  /** `signal` is aborted when a newer request for the same key has come, or the server stops. */
  check(data: object, signal: AbortSignal): Promise<void>;
  /** A check that will not be tried again. `cause` is what its last attempt died of. */
  deadCheck(data: object, cause: unknown): Promise<void>;
};

export type Queue = {
  readonly memory: CheckMemory;
  /** Resolves once the delivery is stored. A redelivery of one that is waiting, running or done is the same job; of one that failed, a new try. */
  storeDelivery(delivery: Delivery): Promise<void>;
  /** One check per key waits at most, and one runs: a new request replaces the waiting one and stops the running one. */
  requestCheck(request: CheckRequest): Promise<void>;
  cancelCheck(key: string): Promise<void>;
  /** Whether a check for the key waits or runs. */
  isPending(key: string): Promise<boolean>;
  work(workers: Workers): Promise<void>;
  /** @throws when the database cannot be reached */
  ping(): Promise<void>;
  /** Takes no more jobs, waits for the running ones, hands back what is not done in time, and closes the database. */
  drain(): Promise<void>;
};

/** The reason of an aborted check: a newer request for the same thing has come. */
export class Superseded extends Error {
  constructor() {
    super("a newer request has taken this check's place");
    this.name = "Superseded";
  }
}

/**
 * Opens the queue and takes back what a crashed server left unfinished.
 * @throws UserError when the data folder is in use by another process
 */
export async function createQueue(place: DatabasePlace, log: Log): Promise<Queue> {
  const database = await openDatabase(place);
  const boss = new PgBoss({
    ...database.options,
    schedule: false,
    useListenNotify: true,
    instanceName,
    instanceHeartbeatSeconds: 2,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on("error", (error) => log.error({ err: error }, "the job queue reports an error"));
  boss.on("warning", (warning) => log.warn({ data: warning.data }, warning.message));
  try {
    await boss.start();
    await prepareQueues(boss);
    await prepareMemory(boss.getDb());
    await reclaimOrphans(boss, [DELIVERIES, CHECKS, DEAD_CHECKS], database.exclusive, log);
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    await database.close();
    throw error;
  }
  return overBoss(boss, log, () => database.close());
}

async function prepareQueues(boss: PgBoss): Promise<void> {
  const retries = {
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 120,
    heartbeatSeconds: HEARTBEAT,
    notify: true,
  };
  await boss.createQueue(DELIVERIES, {
    ...retries,
    expireInSeconds: 120,
    deleteAfterSeconds: 3 * DAY,
  });
  await boss.createQueue(DEAD_CHECKS, { ...retries, expireInSeconds: 120 });
  await boss.createQueue(CHECKS, {
    ...retries,
    policy: "stately",
    deadLetter: DEAD_CHECKS,
    expireInSeconds: CHECK_EXPIRES,
    deleteAfterSeconds: 7 * DAY,
  });
}

function overBoss(boss: PgBoss, log: Log, close: () => Promise<void>): Queue {
  const running = new Map<string, AbortController>();

  async function workOnCheck(workers: Workers, job: JobWithMetadata): Promise<JobResult> {
    const key = job.singletonKey ?? job.id;
    const stop = new AbortController();
    running.set(key, stop);
    try {
      return await outcomeOf(job, log, () => workers.check(job.data, AbortSignal.any([job.signal, stop.signal])));
    } finally {
      if (running.get(key) === stop) running.delete(key);
    }
  }

  return {
    memory: createMemory(boss.getDb()),
    async storeDelivery(delivery) {
      const id = deliveryJobId(delivery.id);
      const stored = await boss.send(DELIVERIES, delivery, { id });
      if (stored) return;
      const [earlier] = await boss.findJobs(DELIVERIES, { id });
      if (earlier?.state === "failed") await boss.retry(DELIVERIES, id);
    },
    async requestCheck({ key, data }) {
      await boss.upsert(CHECKS, data, { singletonKey: key, startAfter: new Date() });
      running.get(key)?.abort(new Superseded());
    },
    async cancelCheck(key) {
      const pending = await pendingJobs(boss, key);
      const waiting = pending.filter(({ state }) => state !== "active").map(({ id }) => id);
      if (waiting.length > 0) await boss.cancel(CHECKS, waiting);
      running.get(key)?.abort(new Superseded());
    },
    async isPending(key) {
      return (await pendingJobs(boss, key)).length > 0;
    },
    async work(workers) {
      const polling = {
        pollingIntervalSeconds: POLL,
        notifyPollingIntervalSeconds: POLL,
        includeMetadata: true,
        perJobResults: true,
      } as const;
      await boss.work(DELIVERIES, { ...polling, localConcurrency: 2 }, ([job]: Jobs) =>
        settle(job, (one) => outcomeOf(one, log, () => workers.delivery(deliverySchema.parse(one.data)))),
      );
      await boss.work(CHECKS, { ...polling, localConcurrency: 4 }, ([job]: Jobs) =>
        settle(job, (one) => workOnCheck(workers, one)),
      );
      await boss.work(DEAD_CHECKS, polling, ([job]: Jobs) =>
        settle(job, (one) => outcomeOf(one, log, () => workers.deadCheck(one.data, one.sourceOutput))),
      );
    },
    async ping() {
      await boss.getDb().executeSql("SELECT 1");
    },
    async drain() {
      await boss.stop({ graceful: true, timeout: DRAIN });
      await close();
    },
  };
}

type Jobs = JobWithMetadata[];

async function settle(
  job: JobWithMetadata | undefined,
  work: (job: JobWithMetadata) => Promise<JobResult>,
): Promise<JobResult[]> {
  return job ? [await work(job)] : [];
}

async function pendingJobs(boss: PgBoss, key: string): Promise<readonly JobWithMetadata[]> {
  const jobs = await boss.findJobs<object>(CHECKS, { key });
  return jobs.filter(({ state }) => state === "created" || state === "retry" || state === "active");
}
