import type { Assumption } from "../model/assumption.ts";
import type { LiveAccess, LiveSession, Permission, Unreachable } from "../model/live.ts";
import { type Observation, type Observations, type ReadRequest, requestKey } from "../model/observation.ts";
import type { Target } from "../model/target.ts";
import { kindOf } from "./index.ts";

/** What looking at the account gave. */
export type Observed = {
  readonly observations: Observations;
  /** Targets that could not be entered, by name. */
  readonly unreachable: ReadonlyMap<string, Unreachable>;
  readonly calls: number;
};

/**
 * Reads everything that the assumptions ask for: each distinct read once, one session per role, each assumption going
 * on as soon as its own answers are there.
 * @param signal ends the run: what is not read by then fails with `deadline`
 */
export async function observe(
  assumptions: readonly Assumption[],
  targets: readonly Target[],
  live: LiveAccess,
  signal: AbortSignal,
): Promise<Observed> {
  const byName = new Map(targets.map((target) => [target.name, target]));
  const sessions = openSessions(assumptions, byName, live, signal);
  const observations = new Map<string, Observation>();
  const inFlight = new Map<string, Promise<Observation>>();
  const unreachable = new Map<string, Unreachable>();

  async function read(request: ReadRequest): Promise<void> {
    const role = byName.get(request.target)?.role ?? "";
    const session = await sessions.get(role);
    if (!session) return;
    if (!("read" in session)) {
      unreachable.set(request.target, session);
      return;
    }
    const key = `${role}\n${requestKey({ ...request, target: "" })}`;
    const reading = inFlight.get(key) ?? session.read(request);
    inFlight.set(key, reading);
    observations.set(requestKey(request), await reading);
  }

  async function follow(assumption: Assumption): Promise<void> {
    for (;;) {
      const asked = kindOf(assumption).reads(assumption, observations);
      const open = asked.filter((request) => !observations.has(requestKey(request)));
      // What is asked of a target that cannot be entered stays open.
      if (open.every(({ target }) => unreachable.has(target)) || unreachable.has(assumption.target)) return;
      await Promise.all(open.map(read));
    }
  }

  await Promise.all(assumptions.map(follow));
  const opened = await Promise.all(sessions.values());
  return { observations, unreachable, calls: opened.reduce((sum, session) => sum + session.calls, 0) };
}

/** One session per role, narrowed to what all assumptions behind that role can come to need. */
function openSessions(
  assumptions: readonly Assumption[],
  targets: ReadonlyMap<string, Target>,
  live: LiveAccess,
  signal: AbortSignal,
): ReadonlyMap<string, Promise<LiveSession | Unreachable>> {
  const permissions = new Map<string, Map<string, Permission>>();
  const entry = new Map<string, Target>();
  for (const assumption of assumptions) {
    for (const permission of kindOf(assumption).actions(assumption)) {
      const reader = typeof permission === "string" ? undefined : permission.target;
      const target = targets.get(reader ?? assumption.target);
      if (!target) continue;
      const known = permissions.get(target.role) ?? new Map<string, Permission>();
      known.set(JSON.stringify(permission), permission);
      permissions.set(target.role, known);
      if (!entry.has(target.role)) entry.set(target.role, target);
    }
  }
  const sessions = new Map<string, Promise<LiveSession | Unreachable>>();
  for (const [role, target] of entry) {
    const needed = [...(permissions.get(role) ?? [])].toSorted(([one], [other]) => (one < other ? -1 : 1));
    const granted = needed.map(([, permission]) => permission);
    sessions.set(role, live.open(target, granted, signal));
  }
  return sessions;
}
