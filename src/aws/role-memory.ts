/** What a process remembers of roles between runs, so that it asks AWS once a day and not with every run. */
export type RoleMemory = {
  /** Whether the role was seen to demand this ExternalId. */
  demandsExternalId(role: string, externalId: string): boolean;
  /** The role was seen to demand this ExternalId. */
  rememberDemand(role: string, externalId: string): void;
  /** Whether the role's trust may let sessions be tagged: it was not seen to refuse. */
  mayBeTagged(role: string): boolean;
  rememberTagRefusal(role: string): void;
};

const A_DAY = 24 * 60 * 60 * 1000;

/** Roles are few; this keeps a hostile configuration from filling the memory. */
const MOST = 10_000;

/** @param now milliseconds since 1970 */
export function createRoleMemory(now: () => number = Date.now): RoleMemory {
  const demands = createDaily(now);
  const refusals = createDaily(now);
  return {
    demandsExternalId: (role, externalId) => demands.has(`${role} ${externalId}`),
    rememberDemand: (role, externalId) => demands.add(`${role} ${externalId}`),
    mayBeTagged: (role) => !refusals.has(role),
    rememberTagRefusal: (role) => refusals.add(role),
  };
}

function createDaily(now: () => number) {
  const seenAt = new Map<string, number>();
  return {
    has: (key: string): boolean => (seenAt.get(key) ?? Number.NEGATIVE_INFINITY) > now() - A_DAY,
    add(key: string): void {
      seenAt.delete(key);
      seenAt.set(key, now());
      const [oldest] = seenAt.keys();
      if (seenAt.size > MOST && oldest !== undefined) seenAt.delete(oldest);
    },
  };
}
