import type { Json } from "../../src/model/json.ts";
import { known, list, map, unresolved } from "../../src/model/value.ts";
import type { MapValue, Origin, Value } from "../../src/model/value.ts";
import type { Span } from "../../src/model/source.ts";

/** JSON as a format's evaluator gives it: `{ "unresolved": "why" }` is an unresolved leaf, `{ "sensitive": x }` is x, marked. */
export function declared(json: Json, origin: Origin = {}): Value {
  if (json === null || typeof json !== "object") return known(json, origin);
  if (Array.isArray(json))
    return list(
      json.map((item: Json) => declared(item)),
      origin,
    );
  const entries = Object.entries(json as { readonly [key: string]: Json });
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === "unresolved") return unresolved(first[1] as string, origin);
  if (entries.length === 1 && first?.[0] === "sensitive") return declared(first[1], { ...origin, sensitive: true });
  return map(new Map(entries.map(([key, child]) => [key, declared(child)])), origin);
}

/** A block's arguments, each on a line of its own in `main.tf`, from line 1 on. */
export function block(json: { readonly [argument: string]: Json }): MapValue {
  const entries = Object.entries(json).map(([key, child], index): [string, Value] => {
    return [key, declared(child, { source: lineOf(index + 1) })];
  });
  return map(new Map(entries), { source: lineOf(1) });
}

function lineOf(line: number): Span {
  return { path: "main.tf", line, column: 1, endLine: line, endColumn: 80 };
}

/** A map of JSON, as a format's evaluator gives it. */
export function declaredMap(json: { readonly [key: string]: Json }): MapValue {
  const value = declared(json);
  return value.kind === "map" ? value : map(new Map());
}
