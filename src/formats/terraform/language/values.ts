import { known, list, map, unresolved } from "../../../model/value.ts";
import type { Origin, Value } from "../../../model/value.ts";

/** Bounds of one value: an expression that doubles itself through locals ends here. */
const MAX_NODES = 200_000;
const MAX_CHARACTERS = 1_000_000;
export const MAX_DEPTH = 500;

const TOO_LARGE = "the value is too large to be worked out";

/** Characters that count as one node. */
const CHARACTERS_PER_NODE = 64;

/** How many nodes a value has, and how deep they are nested. */
type Measure = { readonly weight: number; readonly depth: number };

const LEAF: Measure = { weight: 1, depth: 0 };

/** Smaller values are measured anew each time: a weak map with an entry for every value costs more. */
const HEAVY = 1_000;
const DEEP = 20;

const measures = new WeakMap<Value, Measure>();
const laterAttributes = new WeakMap<Value, LaterAttributes>();
const elementOrders = new WeakMap<Value, ElementOrder>();

/** Whether a list's elements have positions, are their own keys, or it is not known which. */
export type ElementOrder = "list" | "set" | "unknown";

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

/** A set, which is a list whose elements have no positions, unless it is too large. */
function setOf(items: readonly Value[], marks: Marks = {}): Value {
  return ordered(listOf(items, marks), "set");
}

/** The list with what is known about its elements' order. */
export function ordered(value: Value, order: ElementOrder): Value {
  if (value.kind !== "list") return value;
  const copy = mark(value, {});
  elementOrders.set(copy, order);
  return copy;
}

/** A resource's argument that is written as a list may be a set in the provider's schema, which is not known here. */
export function elementOrderOf(value: Value): ElementOrder {
  return elementOrders.get(value) ?? (value.derivedFrom === undefined ? "list" : "unknown");
}

/** Strings as a set has them, in order and each once; an element that is there more than once has all its marks. */
export function stringSet(strings: readonly Value[], compare: (a: string, b: string) => number, marks: Marks): Value {
  const byText = new Map<string, Value>();
  for (const item of strings) {
    const content = item.kind === "known" ? String(item.value) : "";
    byText.set(content, known(content, marksOf(item, byText.get(content))));
  }
  const items = [...byText].toSorted(([a], [b]) => compare(a, b)).map(([, item]) => item);
  return setOf(items, marks);
}

/** A map, unless it is too large. */
export function mapOf(entries: ReadonlyMap<string, Value>, marks: Marks = {}): Value {
  return weighed(map(entries, marks), entries.values());
}

function weighed(value: Value, children: Iterable<Value>): Value {
  const measure = measureOf(children);
  if (measure.weight > MAX_NODES || measure.depth > MAX_DEPTH) return unresolved(TOO_LARGE);
  keepMeasure(value, measure);
  return value;
}

/** Of a container, by what it holds. */
function measureOf(children: Iterable<Value>): Measure {
  let weight = 1;
  let depth = 0;
  for (const child of children) {
    const measure = measured(child);
    weight += measure.weight;
    depth = Math.max(depth, measure.depth);
  }
  return { weight, depth: depth + 1 };
}

function measured(value: Value): Measure {
  if (value.kind === "unresolved") return LEAF;
  if (value.kind === "known") {
    if (typeof value.value !== "string") return LEAF;
    return { weight: 1 + value.value.length / CHARACTERS_PER_NODE, depth: 0 };
  }
  const kept = measures.get(value);
  if (kept) return kept;
  const measure = measureOf(value.kind === "list" ? value.items : value.entries.values());
  keepMeasure(value, measure);
  return measure;
}

function keepMeasure(value: Value, measure: Measure): void {
  if (measure.weight >= HEAVY || measure.depth >= DEEP) measures.set(value, measure);
}

/** The value with more of an origin; what else is known about it stays. */
export function mark(value: Value, origin: Origin): Value {
  const marked = { ...value, ...origin };
  if (value.kind === "known" || value.kind === "unresolved") return marked;
  const measure = measures.get(value);
  const later = laterAttributes.get(value);
  if (measure) measures.set(marked, measure);
  if (later) laterAttributes.set(marked, later);
  const order = elementOrders.get(value);
  if (order) elementOrders.set(marked, order);
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
