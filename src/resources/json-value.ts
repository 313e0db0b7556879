import type { Json } from "../model/json.ts";
import { known, list, map, unresolved } from "../model/value.ts";
import type { Origin, Value } from "../model/value.ts";

/** Deeper JSON is not walked: no AWS property nests like that, and a walk must end. */
const MAX_DEPTH = 200;

/** JSON as a value, so that declared and live have one form. `origin` is put on the outermost node. */
export function valueOfJson(json: Json, origin: Origin = {}): Value {
  return convert(json, origin, 0);
}

/** A document in text as a tree, with the text's origin; anything that is no JSON object or list stays as it is. */
export function valueOfJsonText(value: Value): Value {
  if (value.kind !== "known" || typeof value.value !== "string" || !/^\s*[[{]/.test(value.value)) return value;
  try {
    const { kind: _, value: __, ...origin } = value;
    return valueOfJson(JSON.parse(value.value) as Json, origin);
  } catch {
    return value;
  }
}

/** The value as JSON to show; an unresolved leaf is `{ unresolved: why }`. */
export function shownJson(value: Value): Json {
  if (value.kind === "unresolved") return { unresolved: value.reason };
  if (value.kind === "known") return value.value;
  if (value.kind === "list") return value.items.map(shownJson);
  return Object.fromEntries([...value.entries].map(([key, child]) => [key, shownJson(child)]));
}

function convert(json: Json | undefined, origin: Origin, depth: number): Value {
  if (depth > MAX_DEPTH) return unresolved(`nested more than ${MAX_DEPTH} levels deep`, origin);
  if (json === null || json === undefined) return known(null, origin);
  if (typeof json !== "object") return known(json, origin);
  if (Array.isArray(json))
    return list(
      json.map((item: Json) => convert(item, {}, depth + 1)),
      origin,
    );
  return map(new Map(Object.entries(json).map(([key, child]) => [key, convert(child, {}, depth + 1)])), origin);
}
