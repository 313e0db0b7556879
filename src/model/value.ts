import type { Json } from "./json.ts";
import type { Span } from "./source.ts";
import type { Place } from "./target.ts";

/** Where a value was written and what it must not be used for. */
export type Origin = {
  /** The attribute or item that holds the value. */
  readonly source?: Span;
  /** The attribute's name as the author spells it, when that differs from the name it is kept under. */
  readonly attribute?: string;
  /** NoEcho parameters, `sensitive` variables: compared, never shown. */
  readonly sensitive?: true;
  /** Address of the declared resource whose attribute this value was computed from. Not a literal reference. */
  readonly derivedFrom?: string;
};

export type Scalar = string | number | boolean | null;

export type KnownValue = Origin & { readonly kind: "known"; readonly value: Scalar };
export type ListValue = Origin & { readonly kind: "list"; readonly items: readonly Value[] };
export type MapValue = Origin & { readonly kind: "map"; readonly entries: ReadonlyMap<string, Value> };
export type UnresolvedValue = Origin & {
  readonly kind: "unresolved";
  /** For people; says what would resolve it: "variable `env` has no value: add it under `variables`". */
  readonly reason: string;
  /** It is known once attributes are that only AWS knows. */
  readonly awaits?: AwaitedText;
  /** Where the account has it, when that is known. */
  readonly imported?: Imported;
};

/** A value that code takes from the account by name: what another CloudFormation stack exports, or has as an output. */
export type Imported = {
  /** `cloudformation:Export` or `cloudformation:StackOutput`. */
  readonly type: string;
  readonly identifier: string;
  readonly place: Place;
  /** What code splits the text at. */
  readonly separator?: string;
};

/** A text's pieces, in order. */
export type AwaitedText = readonly (string | AwaitedAttribute)[];

/** An attribute of a declared resource, as its format names it; null is CloudFormation's `Ref`. */
export type AwaitedAttribute = { readonly address: string; readonly attribute: string | null };

/**
 * What code declares: a tree whose leaves are known or unresolved, so that one unresolved leaf does not hide its
 * known neighbours. An unresolved leaf is never compared and never rendered as text.
 */
export type Value = KnownValue | ListValue | MapValue | UnresolvedValue;

export function known(value: Scalar, origin: Origin = {}): KnownValue {
  return { ...origin, kind: "known", value };
}

export function unresolved(reason: string, origin: Origin = {}): UnresolvedValue {
  return { ...origin, kind: "unresolved", reason };
}

export function list(items: readonly Value[], origin: Origin = {}): ListValue {
  return { ...origin, kind: "list", items };
}

export function map(entries: ReadonlyMap<string, Value>, origin: Origin = {}): MapValue {
  return { ...origin, kind: "map", entries };
}

/** The first unresolved leaf in reading order, or undefined when the whole tree is known. */
export function firstUnresolved(value: Value): UnresolvedValue | undefined {
  if (value.kind === "unresolved") return value;
  if (value.kind === "known") return undefined;
  const children = value.kind === "list" ? value.items : value.entries.values();
  for (const child of children) {
    const found = firstUnresolved(child);
    if (found) return found;
  }
  return undefined;
}

/** The tree as JSON, or undefined when any leaf is unresolved. */
export function toJson(value: Value): Json | undefined {
  if (value.kind === "unresolved") return undefined;
  if (value.kind === "known") return value.value;
  if (value.kind === "list") {
    const items = value.items.map(toJson);
    return items.some((item) => item === undefined) ? undefined : (items as Json[]);
  }
  const entries: [string, Json][] = [];
  for (const [key, child] of value.entries) {
    const json = toJson(child);
    if (json === undefined) return undefined;
    entries.push([key, json]);
  }
  return Object.fromEntries(entries);
}

/** A known string, or undefined for anything else. */
export function asString(value: Value | undefined): string | undefined {
  return value?.kind === "known" && typeof value.value === "string" ? value.value : undefined;
}
