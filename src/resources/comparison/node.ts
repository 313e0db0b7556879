import type { Json } from "../../model/json.ts";
import type { OtherItem } from "../../model/declared.ts";
import type { Unchecked } from "../../model/finding.ts";
import type { Span } from "../../model/source.ts";
import type { Place } from "../../model/target.ts";
import type { Value } from "../../model/value.ts";
import type { PropertyRules } from "./rules.ts";
import { isNothing } from "./same-value.ts";

/** One path where live differs from base. Sensitive ones have no values; an absent value leaves its key out. */
export type PathComparison = {
  /** Path in the CloudFormation type, list items by key, tags as `Tags/<key>`. */
  readonly path: string;
  /** As the author spells it, at head, else at base. */
  readonly attribute: string;
  readonly base?: Json;
  readonly head?: Json;
  readonly live?: Json;
  readonly sensitive?: true;
  /** Null where that is not known. */
  readonly headIsLive: boolean | null;
  readonly headIsBase: boolean | null;
  readonly source: (Span & { readonly side: "base" | "head" }) | null;
};

/** A declared path that could not be compared, and the IAM action that would make it observable. */
export type UncheckedPath = Unchecked & { readonly action: string | null };

/** Everything that one comparison knows, and what it has found so far. */
export type Comparison = {
  readonly rules: PropertyRules;
  readonly format: string;
  readonly place: Place;
  readonly ignored: readonly string[];
  readonly others: readonly OtherItem[];
  /** The change removes the resource. */
  readonly isRemoved: boolean;
  readonly differing: PathComparison[];
  readonly unchecked: UncheckedPath[];
};

/** One path on its three sides. A side that has nothing there is undefined. */
export type Node = {
  readonly path: string;
  /** The path with `*` for list items and map keys, as rules are kept. */
  readonly pattern: string;
  readonly attribute: string;
  readonly base: Value | undefined;
  readonly head: Value | undefined;
  readonly live: Value | undefined;
  /** An item of a collection: where it is absent, it is known to be absent. */
  readonly isItem: boolean;
  readonly sensitive: boolean;
  /** Where the nearest enclosing thing is written on each side. */
  readonly baseSource: Span | undefined;
  readonly headSource: Span | undefined;
};

type Sides = { readonly base: Value | undefined; readonly head: Value | undefined; readonly live: Value | undefined };
type Step = { readonly key: string; readonly pattern: string; readonly attribute: string; readonly isItem: boolean };

/** The node of a whole resource. */
export function rootNode(sides: Sides): Node {
  const nowhere = { path: "", pattern: "", attribute: "", isItem: false, sensitive: false };
  return { ...nowhere, ...sides, baseSource: undefined, headSource: undefined };
}

/** A property of an object. */
export function propertyOf(parent: Node, key: string): Node {
  const sides = { base: entryOf(parent.base, key), head: entryOf(parent.head, key), live: entryOf(parent.live, key) };
  const attribute =
    parent.path === "" || parent.attribute === parent.path ? join(parent.path, key) : `${parent.attribute}.${key}`;
  return step(parent, sides, { key, pattern: key, attribute, isItem: false });
}

/** An item of a collection, by the key that tells it apart. */
export function itemOf(parent: Node, key: string, sides: Sides, isNamed: boolean): Node {
  const path = join(parent.path, key);
  const named = parent.attribute === parent.path ? path : `${parent.attribute}.${key}`;
  return step(parent, sides, { key, pattern: "*", attribute: isNamed ? named : parent.attribute, isItem: true });
}

/** What is at a key; of something that is not known, that it is not known. */
export function entryOf(value: Value | undefined, key: string): Value | undefined {
  if (value?.kind === "unresolved") return value;
  const entry = value?.kind === "map" ? value.entries.get(key) : undefined;
  return isNothing(entry) ? undefined : entry;
}

/** The keys that either side of the change declares, in order. */
export function declaredKeys({ base, head }: Node): readonly string[] {
  const keys = new Set<string>();
  for (const value of [base, head]) {
    if (value?.kind === "map") for (const key of value.entries.keys()) keys.add(key);
  }
  return [...keys].toSorted();
}

/** Whether the value, or anything in it, must not be shown. */
export function holdsSensitive(value: Value | undefined): boolean {
  if (!value) return false;
  if (value.sensitive) return true;
  if (value.kind === "list") return value.items.some(holdsSensitive);
  return value.kind === "map" && [...value.entries.values()].some(holdsSensitive);
}

/** The value without the marks that keep it from being shown: to compare it, not to show it. */
export function unmarked(value: Value): Value {
  const { sensitive: _, ...rest } = value;
  if (rest.kind === "list") return { ...rest, items: rest.items.map(unmarked) };
  if (rest.kind !== "map") return rest;
  return { ...rest, entries: new Map([...rest.entries].map(([key, child]) => [key, unmarked(child)])) };
}

/** Whether a path is another one, or lies within it. `outer` may end in `*`: all that begins like it. */
export function isWithin(path: string, outer: string): boolean {
  if (outer.endsWith("*")) return path.startsWith(outer.slice(0, -1));
  return path === outer || path.startsWith(`${outer}/`);
}

function step(parent: Node, { base, head, live }: Sides, { key, pattern, attribute, isItem }: Step): Node {
  return {
    path: join(parent.path, key),
    pattern: join(parent.pattern, pattern),
    attribute: head?.attribute ?? base?.attribute ?? attribute,
    base,
    head,
    live,
    isItem,
    sensitive: parent.sensitive || base?.sensitive === true || head?.sensitive === true,
    baseSource: base?.source ?? parent.baseSource,
    headSource: head?.source ?? parent.headSource,
  };
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}/${key}`;
}
