import type { Value } from "../../model/value.ts";
import { valueOfJsonText } from "../json-value.ts";
import { sameStructure } from "../comparison/same-value.ts";
import type { Sameness } from "../comparison/sameness.ts";

/** A group's parameters by name, in any case: those that are declared, whatever others live has. */
export function sameParameters(declared: Value, live: Value): Sameness {
  return sameStructure(byLowerCaseName(valueOfJsonText(declared)), byLowerCaseName(valueOfJsonText(live)));
}

function byLowerCaseName(value: Value): Value {
  if (value.kind !== "map") return value;
  return { ...value, entries: new Map([...value.entries].map(([name, item]) => [name.toLowerCase(), item])) };
}
