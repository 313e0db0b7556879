import type { Value } from "../../model/value.ts";

/** Whether two ids are the same one, also where both await the same attribute of a resource. */
export function isSameId(one: Value | undefined, other: Value | undefined): boolean {
  if (one?.kind === "known" && other?.kind === "known") return one.value === other.value;
  if (one?.kind !== "unresolved" || other?.kind !== "unresolved" || !one.awaits) return false;
  return JSON.stringify(one.awaits) === JSON.stringify(other.awaits);
}
