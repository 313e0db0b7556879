import type { Blocked } from "../model/assumption.ts";
import type { Place, Target } from "../model/target.ts";
import type { UnresolvedValue } from "../model/value.ts";

export type Covered = { readonly target: string; readonly place: Place | null; readonly blocked: Blocked | null };

/**
 * The target whose role can look at a place: the own one where the account is the same, else the first that has it.
 * @param region whether the region, too, must be a target's: true for ids in text, which no provider block vouches for
 */
export function coverPlace(
  place: Place | UnresolvedValue,
  own: Target,
  targets: readonly Target[],
  region: "any" | "covered",
): Covered {
  if (!("account" in place)) {
    return { target: own.name, place: null, blocked: { reason: "unresolved", detail: place.reason } };
  }
  const covering = [own, ...targets].find(
    (target) => target.account === place.account && (region === "any" || target.region === place.region),
  );
  if (covering) return { target: covering.name, place, blocked: null };
  const where = region === "any" ? `account ${place.account}` : `account ${place.account} in ${place.region}`;
  return { target: own.name, place, blocked: { reason: "no-target", detail: `no target covers ${where}` } };
}
