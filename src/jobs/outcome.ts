import type { Job, JobResult } from "pg-boss";
import { RetryableError } from "../model/errors.ts";
import type { Log } from "./log.ts";

/**
 * Runs a job's work and says what becomes of the job: done, tried again, or dead with its cause. Only a
 * `RetryableError` is tried again: a bug would fail the same way each time.
 */
export async function outcomeOf(job: Job, log: Log, work: () => Promise<void>): Promise<JobResult> {
  try {
    await work();
    return { id: job.id, status: "completed" };
  } catch (error) {
    const retryable = isRetryable(error);
    const fields = { err: error, queue: job.name, job: job.id, attempt: job.retryCount + 1 };
    if (retryable) log.warn(fields, "a job failed and may be tried again");
    else log.error(fields, "a job failed");
    return { id: job.id, status: retryable ? "failed" : "deadletter", output: describe(error) };
  }
}

/** Probot gathers what its handlers throw in an AggregateError. */
function isRetryable(error: unknown): boolean {
  if (error instanceof RetryableError) return true;
  if (error instanceof AggregateError) return error.errors.some(isRetryable);
  return error instanceof Error && error.cause !== undefined && isRetryable(error.cause);
}

type Described = {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly causes: readonly Described[];
};

function describe(error: unknown): Described {
  if (!(error instanceof Error)) return { name: "unknown", message: String(error), causes: [] };
  const causes = error instanceof AggregateError ? error.errors : error.cause === undefined ? [] : [error.cause];
  return {
    name: error.name,
    message: error.message,
    ...(error.stack ? { stack: error.stack } : {}),
    causes: causes.map(describe),
  };
}
