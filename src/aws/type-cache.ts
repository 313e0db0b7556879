import type { Observation, ReadRequest } from "../model/observation.ts";

/** Schemas of types, as they were read: public and alike in all accounts, so that all runs of a process may share them. */
export type TypeCache = {
  /** What was read of the same type in the same region within a week, or what is read now. */
  read(request: ReadRequest, read: () => Promise<Observation>): Promise<Observation>;
};

const WEEK_MS = 7 * 24 * 3600 * 1000;

/**
 * A cache that forgets what was read longest ago. Only what is there is kept: a denial may be put right.
 * @param max how many types it keeps
 */
export function createTypeCache({
  max = 300,
  now = () => Date.now(),
}: { readonly max?: number; readonly now?: () => number } = {}): TypeCache {
  const kept = new Map<string, { readonly at: number; readonly observation: Observation }>();
  return {
    async read(request, read) {
      const key = JSON.stringify([request.region, request.identifier]);
      const known = kept.get(key);
      if (known && now() - known.at < WEEK_MS) return answering(known.observation, request);
      const observation = await read();
      kept.delete(key);
      if (observation.outcome === "present")
        kept.set(key, { at: now(), observation: lasting(known?.observation, observation) });
      for (const oldest of kept.keys()) {
        if (kept.size <= max) break;
        kept.delete(oldest);
      }
      return answering(kept.get(key)?.observation ?? observation, request);
    },
  };
}

/** A schema that has not changed stays the same object, and what was made of it stays with it. */
function lasting(before: Observation | undefined, observation: Observation): Observation {
  if (before?.outcome !== "present" || observation.outcome !== "present") return observation;
  const isSame = JSON.stringify(before.properties) === JSON.stringify(observation.properties);
  return isSame ? { ...observation, properties: before.properties } : observation;
}

/** Evidence is of the account that asks: when it was read stays, by which request only where that was of this account. */
function answering(observation: Observation, request: ReadRequest): Observation {
  const { account, requestId } = observation.evidence;
  const own = account === request.account ? requestId : null;
  return { ...observation, request, evidence: { ...observation.evidence, account: request.account, requestId: own } };
}
