import type { Observation } from "../model/observation.ts";

/** One run's wish for a read that others may have made. */
type SharedRead = {
  /** Two reads with the same key get the same answer: role and ExternalId are part of it. */
  readonly key: string;
  /** What was read before this is not taken; milliseconds since 1970. Infinity takes nothing of others. */
  readonly notBefore: number;
  /** Ends the wait; the read goes on while another run waits for it. */
  readonly signal: AbortSignal;
  /** Whether the answer may be kept: not where it is large. */
  readonly isKept: boolean;
  /** Never throws. */
  readonly start: (signal: AbortSignal) => Promise<Observation>;
  /** What the run gets when its signal ends the wait. */
  readonly given: () => Observation;
};

/** Reads that runs of one process share. */
export type SharedReads = { read(read: SharedRead): Promise<Observation> };

type Entry = {
  readonly startedAt: number;
  readonly stop: AbortController;
  readonly answer: Promise<Observation>;
  waiting: number;
  isSettled: boolean;
};

/** How long an answer is kept, for runs that were asked for before it was read. In milliseconds. */
const KEPT = 60_000;
const MOST = 1000;

/**
 * Shares reads between runs: one that is under way is joined, and an answer serves every run that was asked for before
 * it was read, so that no check is of an older account than the event that it answers. Failures are not kept.
 */
export function createSharedReads(now: () => number = Date.now): SharedReads {
  const entries = new Map<string, Entry>();

  function usable(entry: Entry | undefined, notBefore: number): entry is Entry {
    if (!entry || entry.stop.signal.aborted || notBefore === Number.POSITIVE_INFINITY) return false;
    return !entry.isSettled || (entry.startedAt >= notBefore && entry.startedAt > now() - KEPT);
  }

  function begin({ key, start, isKept }: SharedRead): Entry {
    const stop = new AbortController();
    const answer = start(stop.signal);
    const entry: Entry = { startedAt: now(), stop, answer, waiting: 0, isSettled: false };
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > MOST && oldest !== undefined) entries.delete(oldest);
    void settle(key, entry, isKept);
    return entry;
  }

  async function settle(key: string, entry: Entry, isKept: boolean): Promise<void> {
    const { outcome } = await entry.answer;
    entry.isSettled = true;
    const isAnswer = outcome === "present" || outcome === "absent";
    if (!(isAnswer && isKept) && entries.get(key) === entry) entries.delete(key);
  }

  return {
    async read(read) {
      if (read.signal.aborted) return read.given();
      const known = entries.get(read.key);
      const entry = usable(known, read.notBefore) ? known : begin(read);
      return wait(entry, read);
    },
  };
}

/** The answer, or what the run is given when its signal is first. A read that nobody waits for any more is stopped. */
async function wait(entry: Entry, { signal, given }: SharedRead): Promise<Observation> {
  let leave = (): void => undefined;
  const left = new Promise<null>((resolve) => {
    leave = () => resolve(null);
  });
  signal.addEventListener("abort", leave, { once: true });
  entry.waiting += 1;
  try {
    return (await Promise.race([entry.answer, left])) ?? given();
  } finally {
    signal.removeEventListener("abort", leave);
    entry.waiting -= 1;
    if (entry.waiting === 0 && !entry.isSettled) entry.stop.abort();
  }
}
