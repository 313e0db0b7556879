import type { Value } from "../../model/value.ts";
import { sameStructure } from "./same-value.ts";
import type { Sameness } from "./sameness.ts";
import { allOf } from "./sameness.ts";

/**
 * Whether live has all that is declared, in any order, whatever else it has: others may attach a policy, too, and RDS
 * adds availability zones to those it is given.
 */
export function hasMembers(declared: Value, live: Value): Sameness {
  if (declared.kind !== "list" || live.kind !== "list") return sameStructure(declared, live);
  return allOf(declared.items.map((item) => memberOf(item, live.items)));
}

function memberOf(item: Value, live: readonly Value[]): Sameness {
  const found = new Set(live.map((other) => sameStructure(item, other)));
  if (found.has("same")) return "same";
  return found.has("unresolved") || item.kind === "unresolved" ? "unresolved" : "different";
}
