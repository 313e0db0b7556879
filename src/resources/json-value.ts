import type { Json } from "../model/json.ts";
import { known, list, map } from "../model/value.ts";
import type { Origin, Value } from "../model/value.ts";

/** JSON as a value, so that declared and live have one form. `origin` is put on the outermost node. */
export function valueOfJson(json: Json, origin: Origin = {}): Value {
  if (json === null || typeof json !== "object") return known(json, origin);
  if (Array.isArray(json))
    return list(
      json.map((item: Json) => valueOfJson(item)),
      origin,
    );
  return map(
    new Map(Object.entries(json).map(([key, child]) => [key, valueOfJson(child as Json)])),
    origin,
  );
}
