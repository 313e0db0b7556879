import { known, list, map, unresolved } from "../../../model/value.ts";
import type { Origin, Value } from "../../../model/value.ts";

/** Bounds of one value: an expression that doubles itself through locals ends here. */
const MAX_NODES = 200_000;
const MAX_CHARACTERS = 1_000_000;

const TOO_LARGE = "the value is too large to be worked out";

/** Characters that count as one node. */
const CHARACTERS_PER_NODE = 64;

/** Values lighter than this are weighed anew each time: a weak map with an entry for every value costs more. */
const WORTH_KEEPING = 1_000;

const weights = new WeakMap<Value, number>();
const laterAttributes = new WeakMap<Value, LaterAttributes>();

/** Gives an attribute that a map does not hold: those of a resource that are computed. */
export type LaterAttributes = (name: string) => Value;

/** What follows a value into what is computed from it. */
export type Marks = { readonly sensitive?: true; readonly derivedFrom?: string };

/** A string, unless it is too long. */
export function text(value: string, marks: Marks = {}): Value {
  return value.length > MAX_CHARACTERS ? unresolved(TOO_LARGE, marks) : known(value, marks);
}

/** A list, unless it is too large. */
export function listOf(items: readonly Value[], marks: Marks = {}): Value {
  return weighed(list(items, marks), items);
}

/** A map, unless it is too large. */
export function mapOf(entries: ReadonlyMap<string, Value>, marks: Marks = {}): Value {
  return weighed(map(entries, marks), entries.values());
}

function weighed(value: Value, children: Iterable<Value>): Value {
  let weight = 1;
  for (const child of children) weight += weightOf(child);
  if (weight > MAX_NODES) return unresolved(TOO_LARGE);
  keepWeight(value, weight);
  return value;
}

function weightOf(value: Value): number {
  if (value.kind === "unresolved") return 1;
  if (value.kind === "known") return typeof value.value === "string" ? 1 + value.value.length / CHARACTERS_PER_NODE : 1;
  const cached = weights.get(value);
  if (cached !== undefined) return cached;
  let weight = 1;
  for (const child of value.kind === "list" ? value.items : value.entries.values()) weight += weightOf(child);
  keepWeight(value, weight);
  return weight;
}

function keepWeight(value: Value, weight: number): void {
  if (weight >= WORTH_KEEPING) weights.set(value, weight);
}

/** The value with more of an origin; what else is known about it stays. */
export function mark(value: Value, origin: Origin): Value {
  const marked = { ...value, ...origin };
  if (value.kind === "known" || value.kind === "unresolved") return marked;
  const weight = weights.get(value);
  const later = laterAttributes.get(value);
  if (weight !== undefined) weights.set(marked, weight);
  if (later) laterAttributes.set(marked, later);
  return marked;
}

/** A map whose missing attributes are asked for. */
export function openMap(entries: ReadonlyMap<string, Value>, later: LaterAttributes, marks: Marks = {}): Value {
  const value = map(entries, marks);
  laterAttributes.set(value, later);
  return value;
}

/** How a map answers for what it does not hold; undefined when what it does not hold does not exist. */
export function laterAttributesOf(value: Value): LaterAttributes | undefined {
  return laterAttributes.get(value);
}

/** The marks of all the values together. */
export function marksOf(...values: readonly (Value | undefined)[]): Marks {
  const sensitive = values.some((value) => value?.sensitive);
  const derivedFrom = values.find((value) => value?.derivedFrom !== undefined)?.derivedFrom;
  return { ...(sensitive && { sensitive }), ...(derivedFrom !== undefined && { derivedFrom }) };
}

/** As `marksOf`, with what lies inside lists and maps. */
export function deepMarksOf(...values: readonly Value[]): Marks {
  return marksOf(...values, ...values.map((value) => known(null, marksInside(value))));
}

function marksInside(value: Value): Marks {
  if (value.kind === "list") return deepMarksOf(...value.items);
  if (value.kind === "map") return deepMarksOf(...value.entries.values());
  return {};
}

/** A child as its container hands it out: what marks the container marks it. */
export function handedOut(container: Value, child: Value): Value {
  const marks = marksOf(child, container);
  if (marks.sensitive === child.sensitive && marks.derivedFrom === child.derivedFrom) return child;
  return mark(child, marks);
}

/** An unresolved value with the reason of another. */
export function unresolvedLike(value: Extract<Value, { kind: "unresolved" }>, ...others: readonly Value[]): Value {
  return unresolved(value.reason, marksOf(value, ...others));
}
