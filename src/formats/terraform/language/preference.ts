import { isCollection, isPrimitive } from "./types.ts";
import type { Type } from "./types.ts";

/** Types in the order in which cty prefers them as the one that others are converted to (convert/sort_types.go). */
export function byPreference(types: readonly Type[]): Type[] {
  const remaining = types.map((type, index) => ({ type, index }));
  const sorted: Type[] = [];
  while (remaining.length > 0) {
    const next = remaining.find(
      ({ type, index }) => !remaining.some((other) => other.index !== index && isPreferred(other, { type, index })),
    );
    const chosen = next ?? remaining[0];
    if (!chosen) break;
    sorted.push(chosen.type);
    remaining.splice(remaining.indexOf(chosen), 1);
  }
  return sorted;
}

type Placed = { readonly type: Type; readonly index: number };

/** Types are compared as they are given: the earlier one on the left. */
function isPreferred(a: Placed, b: Placed): boolean {
  return a.index < b.index ? compareTypes(a.type, b.type) < 0 : compareTypes(b.type, a.type) > 0;
}

/** Negative where the first is to be preferred, positive where the second is, 0 where neither is (convert/compare_types.go). */
function compareTypes(a: Type, b: Type): number {
  if (a.kind === "dynamic" || b.kind === "dynamic") return Number(a.kind === "dynamic") - Number(b.kind === "dynamic");
  if (isPrimitive(a) && isPrimitive(b)) return Number(b.kind === "string") - Number(a.kind === "string");
  if (isCollection(a) && isCollection(b) && a.kind === b.kind) return compareTypes(a.element, b.element);
  const byKind = GENERALITY[a.kind] - GENERALITY[b.kind];
  if (byKind !== 0 && sharesShape(a, b)) return byKind;
  if (a.kind === "object" && b.kind === "object") {
    if (a.attributes.size !== b.attributes.size || [...a.attributes.keys()].some((name) => !b.attributes.has(name)))
      return 0;
    return combined([...a.attributes].map(([name, type]) => compareTypes(type, b.attributes.get(name) ?? type)));
  }
  if (a.kind === "tuple" && b.kind === "tuple" && a.elements.length === b.elements.length) {
    return combined(a.elements.map((type, index) => compareTypes(type, b.elements[index] ?? type)));
  }
  return 0;
}

/** A list is preferred to a tuple, both to a set; a map to an object. */
const GENERALITY: Readonly<Record<Type["kind"], number>> = {
  dynamic: 0,
  string: 0,
  number: 0,
  bool: 0,
  map: 0,
  object: 1,
  list: 0,
  tuple: 1,
  set: 2,
};

function sharesShape(a: Type, b: Type): boolean {
  const keyed = (type: Type) => type.kind === "map" || type.kind === "object";
  const sequence = (type: Type) => type.kind === "list" || type.kind === "tuple" || type.kind === "set";
  return (keyed(a) && keyed(b)) || (sequence(a) && sequence(b));
}

function combined(comparisons: readonly number[]): number {
  const preferred = comparisons.some((comparison) => comparison < 0);
  const other = comparisons.some((comparison) => comparison > 0);
  return Number(other) - Number(preferred);
}
