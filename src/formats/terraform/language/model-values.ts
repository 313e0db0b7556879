import type { Json } from "../../../model/json.ts";
import { known, list, map, unresolved } from "../../../model/value.ts";
import type { Origin, Value } from "../../../model/value.ts";
import { isInteger, toBigInt } from "./pure/number.ts";
import type { Num } from "./pure/number.ts";
import { fromDouble, toDouble } from "./pure/number-double.ts";
import { bool, nullOf, number, object, text, tuple, unknown } from "./term.ts";
import type { Marks, Of, Term } from "./term.ts";
import { DYNAMIC } from "./types.ts";

/** A term as the rest of the flow sees values: without its exact type, what is ephemeral as sensitive as what is so marked. */
export function toValue(term: Term): Value {
  const origin = originOf(term);
  switch (term.kind) {
    case "unknown":
      return term.awaits
        ? { ...unresolved(term.reason, origin), awaits: [term.awaits] }
        : unresolved(term.reason, origin);
    case "null":
      return known(null, origin);
    case "string":
    case "bool":
      return known(term.value, origin);
    case "number":
      return numberValue(term, origin);
    case "tuple":
    case "list":
    case "set":
      return list(term.items.map(toValue), origin);
    case "map":
    case "object":
      break;
  }
  return map(new Map([...term.entries].map(([key, child]) => [key, toValue(child)])), origin);
}

/** Whole numbers that a double does not hold are not rounded. */
function numberValue({ value }: Of<"number">, origin: Origin): Value {
  const double = toDouble(value);
  if (
    isInteger(value) &&
    !Number.isSafeInteger(double) &&
    toBigInt(value) !== (Number.isFinite(double) ? BigInt(double) : undefined)
  ) {
    return unresolved("the number has too many digits to be worked with", origin);
  }
  return Number.isFinite(double) ? known(double, origin) : unresolved("the number is infinite", origin);
}

const NO_ORIGIN: Origin = {};

function originOf({ source, sensitive, ephemeral, derivedFrom }: Term): Origin {
  if (!sensitive && !ephemeral && derivedFrom === undefined) return source ? { source } : NO_ORIGIN;
  return {
    ...(source && { source }),
    ...((sensitive || ephemeral) && { sensitive: true }),
    ...(derivedFrom !== undefined && { derivedFrom }),
  };
}

/** A value of the flow as a term; lists become tuples, maps objects. */
export function fromValue(value: Value): Term {
  const origin = {
    ...(value.source && { source: value.source }),
    ...(value.sensitive && { sensitive: value.sensitive }),
    ...(value.derivedFrom !== undefined && { derivedFrom: value.derivedFrom }),
  };
  if (value.kind === "unresolved") return { ...unknown(DYNAMIC, value.reason), ...origin };
  if (value.kind === "list") return { ...tuple(value.items.map(fromValue)), ...origin };
  if (value.kind === "map") {
    return { ...object(new Map([...value.entries].map(([key, child]) => [key, fromValue(child)]))), ...origin };
  }
  return { ...fromJson(value.value), ...origin };
}

/** JSON as `jsondecode` gives it: arrays are tuples. Throws a `LimitError` where it is too large. */
export function fromJson(json: Json, marks: Marks = {}): Term {
  if (json === null) return nullOf(DYNAMIC, marks);
  if (typeof json === "string") return text(json, marks);
  if (typeof json === "boolean") return bool(json, marks);
  if (typeof json === "number") return number(doubleNumber(json), marks);
  if (Array.isArray(json)) {
    return tuple(
      json.map((item: Json) => fromJson(item)),
      marks,
    );
  }
  return object(new Map(Object.entries(json).map(([key, child]) => [key, fromJson(child)])), marks);
}

function doubleNumber(value: number): Num {
  const result = fromDouble(value);
  if (!result) throw new Error(`${value} is no number that JSON holds`);
  return result;
}
