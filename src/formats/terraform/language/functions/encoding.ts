import type { Json } from "../../../../model/json.ts";
import { known, list, map, unresolved } from "../../../../model/value.ts";
import type { Value } from "../../../../model/value.ts";
import { scalarText, toBoolean, toNumber, toText } from "../convert.ts";
import { sortedKeys } from "../for.ts";
import { deepMarksOf, mark, marksOf, MAX_DEPTH, text, unresolvedLike } from "../values.ts";
import type { Marks } from "../values.ts";
import { stringArgument, withResolved } from "./support.ts";
import type { TerraformFunction } from "./support.ts";

/** Functions that convert and encode, and those that try (https://developer.hashicorp.com/terraform/language/functions). */
export const encodingFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["jsonencode", withResolved(jsonEncode)],
  ["jsondecode", withResolved(jsonDecode)],
  ["tostring", ([value]) => value && toText(value)],
  ["tonumber", ([value]) => value && toNumber(value)],
  ["tobool", ([value]) => value && toBoolean(value)],
  ["try", tryEach],
  ["sensitive", ([value]) => value && mark(value, { sensitive: true })],
];

/** Go escapes these in JSON text. */
const ESCAPED: ReadonlyMap<string, string> = new Map([
  ["<", "\\u003c"],
  [">", "\\u003e"],
  ["&", "\\u0026"],
  ["\u2028", "\\u2028"],
  ["\u2029", "\\u2029"],
]);

function jsonEncode([value]: readonly Value[]): Value | undefined {
  if (!value) return undefined;
  const encoded = encode(value);
  if (typeof encoded !== "string") return unresolvedLike(encoded, value);
  return text(encoded, deepMarksOf(value));
}

function encode(value: Value): string | Extract<Value, { kind: "unresolved" }> {
  if (value.kind === "unresolved") return value;
  if (value.kind === "known") return typeof value.value === "number" ? scalarText(value.value) : quote(value.value);
  const parts: string[] = [];
  if (value.kind === "list") {
    for (const item of value.items) {
      const part = encode(item);
      if (typeof part !== "string") return part;
      parts.push(part);
    }
    return `[${parts.join(",")}]`;
  }
  for (const key of sortedKeys(value.entries)) {
    const child = value.entries.get(key);
    const part = child ? encode(child) : "null";
    if (typeof part !== "string") return part;
    parts.push(`${quote(key)}:${part}`);
  }
  return `{${parts.join(",")}}`;
}

function quote(value: string | boolean | null): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => ESCAPED.get(character) ?? character);
}

function jsonDecode([value]: readonly Value[]): Value | undefined {
  const source = stringArgument(value);
  if (source === undefined) return undefined;
  try {
    return fromJson(JSON.parse(source) as Json, marksOf(value));
  } catch {
    return unresolved("the text is not JSON", marksOf(value));
  }
}

/** JSON as a value. */
export function fromJson(json: Json, marks: Marks = {}, depth = 0): Value {
  if (depth > MAX_DEPTH) return unresolved("the JSON is nested too deep", marks);
  if (Array.isArray(json)) {
    return list(
      json.map((item: Json) => fromJson(item, marks, depth + 1)),
      marks,
    );
  }
  if (typeof json !== "object" || json === null) return known(json, marks);
  return map(new Map(Object.entries(json).map(([key, child]) => [key, fromJson(child, marks, depth + 1)])), marks);
}

/** What is unresolved may be an error or not, so only a first argument that is known in full decides. */
function tryEach([first]: readonly Value[]): Value | undefined {
  if (!first) return undefined;
  return isFullyKnown(first)
    ? first
    : unresolved("what `try` comes to is not known, as its first argument is not", marksOf(first));
}

function isFullyKnown(value: Value): boolean {
  if (value.kind === "unresolved") return false;
  if (value.kind === "known") return true;
  return [...(value.kind === "list" ? value.items : value.entries.values())].every(isFullyKnown);
}
