import { canConvert } from "./unify.ts";
import { friendlyName, isCollection, sameType } from "./types.ts";
import type { Type } from "./types.ts";

/** Why a type cannot be had from another, for people. */
export function mismatch(from: Type, to: Type): string {
  if (from.kind === "object" && to.kind === "object") {
    const missing = [...to.attributes.keys()].filter((name) => !from.attributes.has(name) && !to.optional?.has(name));
    if (missing.length > 0)
      return `attribute${missing.length > 1 ? "s" : ""} ${missing
        .toSorted()
        .map((name) => `"${name}"`)
        .join(", ")} required`;
    for (const [name, type] of to.attributes) {
      const given = from.attributes.get(name);
      if (given && !sameType(given, type) && !canConvert(given, type))
        return `attribute "${name}": ${mismatch(given, type)}`;
    }
  }
  if (isCollection(to) && to.element.kind === "dynamic" && (from.kind === "tuple" || from.kind === "object")) {
    return `all ${to.kind} elements must have the same type`;
  }
  return `${friendlyName(to)} required`;
}
