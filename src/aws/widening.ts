import { setTimeout as pause } from "node:timers/promises";
import type { Permission } from "../model/live.ts";
import type { ReadRequest } from "../model/observation.ts";

/** How long requests are waited for that are to be let in together, once no type is being learned any more; in milliseconds. */
const GATHERING_MS = 40;

/**
 * What a session's reads work with, where some need leave that was not known when it was opened: types that were learned
 * say which actions their handlers need. The role is then entered once more, with what is needed besides.
 * @param first what the session was opened to work with
 * @param learning reads of types that are under way: what they tell is asked for right after
 * @param enter enters again; null when that fails, and the reads then show what they are denied
 */
export function createWidening<Clients>(
  permissions: readonly Permission[],
  first: Clients,
  enter: (permissions: readonly Permission[]) => Promise<Clients | null>,
  learning: ReadonlySet<Promise<unknown>>,
): (request: ReadRequest) => Promise<Clients> {
  const granted = new Set(permissions.filter((permission) => typeof permission === "string"));
  const wanted = new Set<string>();
  let clients = first;
  let widening: Promise<void> | null = null;

  async function widen(): Promise<void> {
    while (learning.size > 0) await Promise.all(learning);
    await pause(GATHERING_MS);
    const more = [...wanted].toSorted();
    wanted.clear();
    const bounded = permissions.filter((permission) => typeof permission !== "string");
    clients = (await enter([...granted, ...more, ...bounded])) ?? clients;
    for (const action of more) granted.add(action);
    widening = null;
  }

  return async ({ learned = [] }) => {
    while (!learned.every((action) => granted.has(action))) {
      for (const action of learned) if (!granted.has(action)) wanted.add(action);
      widening ??= widen();
      await widening;
    }
    return clients;
  };
}
