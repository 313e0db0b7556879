import type { OtherItem, Part } from "../../model/declared.ts";
import type { MapValue, UnresolvedValue, Value } from "../../model/value.ts";
import { entryOf } from "./node.ts";
import type { ResourceType } from "../type.ts";
import type { Node } from "./node.ts";
import type { CollectionRule } from "./rules.ts";
import { isNothing } from "./same-value.ts";

/** One side of a collection: its items by key, and the items of which not even the key is known. */
export type Items = { readonly byKey: ReadonlyMap<string, Value>; readonly unknown: readonly UnresolvedValue[] };

/** One item on its three sides. */
export type Item = {
  readonly key: string;
  readonly base: Value | undefined;
  readonly head: Value | undefined;
  readonly live: Value | undefined;
};

const NO_ITEMS: Items = { byKey: new Map(), unknown: [] };

/**
 * A side's items by key; undefined when the value is no collection of the rule's kind. A side that is not known as a
 * whole has one unknown item.
 */
export function itemsOf(value: Value | undefined, rule: CollectionRule): Items | undefined {
  if (!value) return NO_ITEMS;
  if (value.kind === "unresolved") return { byKey: new Map(), unknown: [value] };
  if (rule.shape === "map" || (rule.shape === "entries" && value.kind === "map")) {
    return value.kind === "map" ? withoutForeign(value.entries, rule) : undefined;
  }
  if (value.kind !== "list") return undefined;
  const byKey = new Map<string, Value>();
  const unknown: UnresolvedValue[] = [];
  for (const item of value.items) {
    const keyed = keyedItem(item, rule);
    if (!keyed) return undefined;
    if ("kind" in keyed) unknown.push(keyed);
    else if (!byKey.has(keyed.key)) byKey.set(keyed.key, keyed.item);
  }
  return { byKey: withoutForeign(byKey, rule).byKey, unknown };
}

/**
 * The items of all sides, in order of their keys. A live item that neither side declares is left out where base has
 * unknown items, since it may be one of them; an item that head may have is unknown there.
 */
export function joined(base: Items, head: Items, live: Items): readonly Item[] {
  const [unknownAtHead] = head.unknown;
  const declared = [...base.byKey.keys(), ...head.byKey.keys()];
  const keys = new Set(base.unknown.length > 0 ? base.byKey.keys() : [...declared, ...live.byKey.keys()]);
  return [...keys].toSorted().map((key) => {
    return { key, base: base.byKey.get(key), head: head.byKey.get(key) ?? unknownAtHead, live: live.byKey.get(key) };
  });
}

/** The items that a block declares of a collection at a top-level property. */
export function declaredItems(
  { properties: rules }: Pick<ResourceType, "properties">,
  properties: MapValue,
  path: string,
): readonly OtherItem[] {
  const rule = rules.get(path);
  const value = properties.entries.get(path);
  if (!value || !rule || rule.shape === "whole" || rule.shape === "object" || rule.shape === "key") return [];
  const items = itemsOf(value, rule) ?? { byKey: new Map(), unknown: [] };
  return [
    ...[...items.byKey.keys()].map((key) => ({ path, key })),
    ...items.unknown.map((unresolved) => ({ path, unresolved })),
  ];
}

/**
 * Items of which a block has nothing to say, whoever put them there: beside those that are all it declares, and in
 * collections that are shared, except where it declares the whole of one.
 */
export function itemsOfAnybody(
  { properties: rules }: Pick<ResourceType, "properties">,
  part: Part | undefined,
): readonly OtherItem[] {
  if (part?.holds === "items") return [{ path: part.path }];
  if (part?.holds === "settings") return [];
  return [...rules].flatMap(([path, rule]) => (rule.shape === "set" && rule.isShared ? [{ path }] : []));
}

/** Which other block declares, or may declare, a live item that this one does not. */
export function otherOf(path: string, key: string, others: readonly OtherItem[]): OtherItem | undefined {
  const here = others.filter((other) => other.path === path);
  return (
    here.find((other) => !other.unresolved && (other.key ?? key) === key) ?? here.find((other) => other.unresolved)
  );
}

/** Whether an object's switch is off on base or live, so that nothing else in it means anything. */
export function isSwitchedOff(node: Node, key: string): boolean {
  return isOff(node.base, key) || isOff(node.live, key);
}

function isOff(value: Value | undefined, key: string): boolean {
  if (value?.kind === "unresolved") return false;
  const entry = entryOf(value, key);
  if (entry?.kind === "unresolved") return false;
  return !(entry?.kind === "known" && String(entry.value).toLowerCase() === "true");
}

type Keyed = { readonly key: string; readonly item: Value } | UnresolvedValue;

function keyedItem(item: Value, rule: CollectionRule): Keyed | undefined {
  if (item.kind === "unresolved") return item;
  if (rule.shape === "set") return item.kind === "known" ? { key: String(item.value), item } : undefined;
  if (item.kind !== "map" || rule.shape === "map") return undefined;
  const key = typeof rule.key === "string" ? item.entries.get(rule.key) : rule.key(item);
  if (key?.kind === "unresolved") return key;
  if (key?.kind !== "known" || key.value === null) return undefined;
  if (rule.shape === "keyed") return { key: String(key.value), item };
  const value = item.entries.get(rule.value);
  return {
    key: String(key.value),
    item: isNothing(value) ? { ...item, kind: "known", value: "" } : withOrigin(value, item),
  };
}

/** A pair's value, found where the pair is written if it does not say itself. */
function withOrigin(value: Value, pair: Value): Value {
  const source = value.source ?? pair.source;
  const isSensitive = value.sensitive ?? pair.sensitive;
  return { ...value, ...(source && { source }), ...(isSensitive && { sensitive: isSensitive }) };
}

function withoutForeign(entries: ReadonlyMap<string, Value>, rule: CollectionRule): Items {
  const kept = [...entries].filter(
    ([key, item]) => !isNothing(item) && !(rule.shape === "entries" && rule.isForeign(key)),
  );
  return { byKey: new Map(kept), unknown: [] };
}
