import { hashText } from "./hash-text.ts";
import { deepMarksOf, marksOf, unmarkedDeep } from "./marks.ts";
import { compareBytes } from "./pure/byte-order.ts";
import { compare as compareNumbers } from "./pure/number.ts";
import { sortedSet } from "./term.ts";
import type { Marks, Term } from "./term.ts";
import { rawEqual } from "./equality.ts";
import type { Type } from "./types.ts";

/** A set of the items: each once, in Terraform's order. What marks an element marks the set (cty's rule for sets). */
export function setOf(element: Type, items: readonly Term[], marks: Marks = {}): Term {
  const all = items.reduce<Marks>((sum, item) => marksOf(sum, deepMarksOf(item)), marks);
  const sorted = items.map((item) => ({ item: unmarkedDeep(item), hash: "" }));
  for (const entry of sorted) entry.hash = hashText(entry.item);
  sorted.sort((a, b) => compare(a.item, b.item) || compareBytes(a.hash, b.hash));
  const distinct: Term[] = [];
  const seen = new Map<string, Term[]>();
  for (const { item, hash } of sorted) {
    const same = seen.get(hash) ?? [];
    if (same.some((other) => rawEqual(other, item))) continue;
    seen.set(hash, [...same, item]);
    distinct.push(item);
  }
  return sortedSet(element, distinct, all);
}

/** Primitives in their own order, what is not known after them, null last (cty/set_internals.go, `Less`). */
function compare(a: Term, b: Term): number {
  const byKind = rank(a) - rank(b);
  if (byKind !== 0) return byKind;
  if (a.kind === "string" && b.kind === "string") return compareBytes(a.value, b.value);
  if (a.kind === "number" && b.kind === "number") return compareNumbers(a.value, b.value);
  if (a.kind === "bool" && b.kind === "bool") return Number(a.value) - Number(b.value);
  return 0;
}

function rank(term: Term): number {
  if (term.kind === "null") return 2;
  return term.kind === "unknown" ? 1 : 0;
}
