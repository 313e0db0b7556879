import type { Difference } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import { type ShownRow, type Sides, toRow, unresolvedReason, valuesOf } from "./shown.ts";

/** Rows that one difference may take; the rest is counted. */
const MAX_ROWS = 6;
/** Below this, a structure is shown as one value. */
const MAX_DEPTH = 8;
/** Text that nests deeper is shown as text: foreign JSON may nest without end. */
const MAX_NESTING = 100;

/** A difference's rows: one per differing leaf where the value is a structure, and how many more there are. */
export type Rows = { readonly rows: readonly ShownRow[]; readonly more: number };

type Entry = { readonly label: string; readonly values: Sides<Json | undefined> };
type JsonObject = { readonly [key: string]: Json };

/** What is shown of a difference: of JSON, only what differs between base and live. */
export function rowsOf(difference: Difference): Rows {
  const label = labelOf(difference);
  const values = valuesOf(difference);
  if (values === "secret") return { rows: [toRow(label, values)], more: 0 };
  const entries = differingIn({ label, values: parsed(values) }, 0);
  const shown = entries.length === 1 && entries[0]?.label === label ? [{ label, values: entries[0].values }] : entries;
  return {
    rows: shown.slice(0, MAX_ROWS).map((entry) => toRow(entry.label, entry.values)),
    more: Math.max(0, shown.length - MAX_ROWS),
  };
}

/**
 * The attribute as the author spells it; with its key for an item of a list or map (`tags.owner`), which the author's
 * attribute alone does not tell.
 */
export function labelOf({ attribute, path, base, live }: Difference): string {
  const [property, key, ...deeper] = path.split("/");
  if (property === undefined || key === undefined || deeper.length > 0 || attribute.includes(key)) return attribute;
  const isItem = property === "Tags" || isObject(base) || isObject(live);
  return isItem ? `${attribute}.${key}` : attribute;
}

/** Policies and the like are text that holds JSON: compared as what they hold. */
function parsed(values: Sides<Json | undefined>): Sides<Json | undefined> {
  const structures = {
    base: parseStructure(values.base),
    live: parseStructure(values.live),
    head: parseStructure(values.head),
  };
  const both = isStructure(structures.base) && isStructure(structures.live);
  return both ? structures : values;
}

function differingIn({ label, values }: Entry, depth: number): readonly Entry[] {
  const { base, live } = values;
  if (depth < MAX_DEPTH && isObject(base) && isObject(live)) {
    const keys = [...new Set([...Object.keys(base), ...Object.keys(live)])].toSorted();
    const differing = keys.filter((key) => !isSame(own(base, key), own(live, key)));
    return differing.flatMap((key) =>
      differingIn({ label: `${label}.${key}`, values: mapSides(values, (value) => own(value, key)) }, depth + 1),
    );
  }
  if (Array.isArray(base) && Array.isArray(live)) return differingItems({ label, values }, base, live, depth);
  return [{ label, values }];
}

/** Lists of equal length item by item where items are structures; else only the items that are not on both sides. */
function differingItems(
  { label, values }: Entry,
  base: readonly Json[],
  live: readonly Json[],
  depth: number,
): readonly Entry[] {
  const isItemwise = base.length === live.length && [...base, ...live].every(isStructure);
  if (depth < MAX_DEPTH && isItemwise) {
    const indexes = base.flatMap((item, index) => (isSame(item, live[index]) ? [] : [index]));
    return indexes.flatMap((index) =>
      differingIn(
        { label: `${label}[${index}]`, values: mapSides(values, (value) => itemAt(value, index)) },
        depth + 1,
      ),
    );
  }
  const shared = base.filter((item) => live.some((other) => isSame(item, other)));
  const withoutShared = mapSides(values, (value) =>
    Array.isArray(value) ? value.filter((item) => !shared.some((other) => isSame(item, other))) : value,
  );
  const onlyOrder = isEmpty(withoutShared.base) && isEmpty(withoutShared.live);
  return [{ label, values: onlyOrder ? values : withoutShared }];
}

function mapSides(
  values: Sides<Json | undefined>,
  pick: (value: Json | undefined) => Json | undefined,
): Sides<Json | undefined> {
  return { base: pick(values.base), live: pick(values.live), head: pickKnown(values.head, pick) };
}

/** What is not resolved as a whole is not resolved in any of its parts. */
function pickKnown(value: Json | undefined, pick: (value: Json | undefined) => Json | undefined): Json | undefined {
  return unresolvedReason(value) === undefined ? pick(value) : value;
}

function parseStructure(value: Json | undefined): Json | undefined {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value) || nestingOf(value) > MAX_NESTING) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

/** How deep brackets nest, those inside strings included: an upper bound, told before anything recurses. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === "{" || character === "[") deepest = Math.max(deepest, (depth += 1));
    else if (character === "}" || character === "]") depth -= 1;
  }
  return deepest;
}

function own(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function itemAt(value: Json | undefined, index: number): Json | undefined {
  return Array.isArray(value) ? (value as readonly Json[])[index] : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) && unresolvedReason(value) === undefined;
}

function isStructure(value: Json | undefined): boolean {
  return Array.isArray(value) || isObject(value);
}

function isEmpty(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Equal as JSON, whatever the order of keys. */
function isSame(left: Json | undefined, right: Json | undefined): boolean {
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length && keys.every((key) => isSame(left[key], own(right, key)));
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length && left.every((item: Json, index) => isSame(item, (right as readonly Json[])[index]))
    );
  }
  return left === right;
}
