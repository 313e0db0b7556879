import { known, list, map, unresolved } from "../../../../model/value.ts";
import type { Value } from "../../../../model/value.ts";
import { attributeOf } from "../access.ts";
import { toNumber, toText } from "../convert.ts";
import { compareText, sortedKeys } from "../for.ts";
import { deepMarksOf, handedOut, listOf, mapOf, marksOf, ordered, stringSet, unresolvedLike } from "../values.ts";
import { stringArgument, stringsArgument, unresolvedElement, withResolved } from "./support.ts";
import type { TerraformFunction } from "./support.ts";

/** Functions on lists, sets and maps (https://developer.hashicorp.com/terraform/language/functions). */
export const collectionFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["concat", withResolved(concat)],
  ["merge", withResolved(merge)],
  ["length", withResolved(length)],
  ["element", withResolved(element)],
  ["contains", withResolved(contains)],
  ["lookup", withResolved(lookup)],
  ["keys", withResolved(keys)],
  ["values", withResolved(values)],
  ["coalesce", coalesce],
  ["toset", withResolved(toSet)],
  ["tolist", withResolved(same("list"))],
  ["tomap", withResolved(same("map"))],
];

function concat(args: readonly Value[]): Value | undefined {
  if (!args.every((arg) => arg.kind === "list")) return undefined;
  return listOf(
    args.flatMap((arg) => arg.items.map((item) => handedOut(arg, item))),
    marksOf(...args),
  );
}

/** Later maps win; null is an empty map. */
function merge(args: readonly Value[]): Value | undefined {
  const entries = new Map<string, Value>();
  for (const arg of args) {
    if (arg.kind === "known" && arg.value === null) continue;
    if (arg.kind !== "map") return undefined;
    for (const [key, value] of arg.entries) entries.set(key, handedOut(arg, value));
  }
  return mapOf(entries, marksOf(...args));
}

function length([value]: readonly Value[]): Value | undefined {
  if (value?.kind === "list") return known(value.items.length, marksOf(value));
  if (value?.kind === "map") return known(value.entries.size, marksOf(value));
  if (value?.kind !== "known" || typeof value.value !== "string") return undefined;
  return known([...new Intl.Segmenter("en").segment(value.value)].length, marksOf(value));
}

/** The index wraps around. */
function element(args: readonly Value[]): Value | undefined {
  const [value, position] = args;
  const index = position && toNumber(position);
  if (value?.kind !== "list" || value.items.length === 0 || index?.kind !== "known") return undefined;
  if (typeof index.value !== "number" || !Number.isInteger(index.value) || index.value < 0) return undefined;
  const item = value.items[index.value % value.items.length];
  return item && handedOut(known(null, marksOf(...args)), item);
}

/** An element of another type is not equal: `contains([1], "1")` is false. */
function contains(args: readonly Value[]): Value | undefined {
  const [value, wanted] = args;
  if (value?.kind !== "list" || wanted?.kind !== "known") return undefined;
  const marks = deepMarksOf(...args);
  if (value.items.some((item) => item.kind === "known" && item.value === wanted.value)) return known(true, marks);
  const open = unresolvedElement(value);
  if (open) return unresolvedLike(open, ...args);
  return value.items.every((item) => item.kind === "known") ? known(false, marks) : undefined;
}

function lookup(args: readonly Value[]): Value | undefined {
  const [value, key, fallback] = args;
  const name = stringArgument(key);
  if (value?.kind !== "map" || name === undefined) return undefined;
  const found = value.entries.has(name) ? attributeOf(value, name) : fallback;
  return found && handedOut(known(null, marksOf(value, key)), found);
}

function keys([value]: readonly Value[]): Value | undefined {
  if (value?.kind !== "map") return undefined;
  const marks = marksOf(value);
  return listOf(
    sortedKeys(value.entries).map((key) => known(key, marks)),
    marks,
  );
}

function values([value]: readonly Value[]): Value | undefined {
  if (value?.kind !== "map") return undefined;
  return listOf(
    sortedKeys(value.entries).map((key) => attributeOf(value, key)),
    marksOf(value),
  );
}

/** The first argument that is neither null nor an empty string. */
function coalesce(args: readonly Value[]): Value | undefined {
  for (const arg of args) {
    if (arg.kind === "unresolved") return arg;
    if (arg.kind !== "known" || (arg.value !== null && arg.value !== "")) return arg;
  }
  return undefined;
}

/** Strings in Terraform's order, each once. */
function toSet([value]: readonly Value[]): Value | undefined {
  const open = unresolvedElement(value);
  if (open) return unresolvedLike(open, ...(value ? [value] : []));
  const strings = stringsArgument(value);
  if (!strings || !value) return unresolved("only sets of strings are followed", marksOf(value));
  const items = value.kind === "list" ? value.items.map((item) => handedOut(value, toText(item))) : [];
  return stringSet(items, compareText, marksOf(value));
}

function same(kind: "list" | "map"): TerraformFunction {
  return ([value]) => {
    if (value?.kind !== kind) return undefined;
    return value.kind === "map"
      ? map(value.entries, marksOf(value))
      : ordered(list(uniform(value.items), marksOf(value)), "list");
  };
}

/** A list has one element type: where primitives are mixed with strings, all become strings. */
function uniform(items: readonly Value[]): readonly Value[] {
  const types = new Set(items.map((item) => (item.kind === "known" && item.value !== null ? typeof item.value : "")));
  types.delete("");
  if (types.size < 2) return items;
  return items.map((item) => {
    const text = stringArgument(item);
    return text === undefined ? item : { ...item, kind: "known", value: text };
  });
}
