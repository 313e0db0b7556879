import { asString, map, unresolved } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { spelled } from "../terraform/arguments.ts";
import type { Field } from "../terraform/arguments.ts";
import { originOf } from "../terraform/fields.ts";

/** `parameter` blocks as a map. When a value takes effect (`apply_method`) is nothing that the group keeps. */
export const parametersAt: Field = (value, attribute, put) => {
  const origin = { ...originOf(value), attribute };
  if (value.kind === "unresolved" || value.kind === "known") return put("Parameters", spelled(value, attribute));
  const entries = new Map<string, Value>();
  for (const block of value.kind === "list" ? value.items : [value]) {
    const name = block.kind === "map" ? asString(block.entries.get("name")) : undefined;
    const set = block.kind === "map" ? block.entries.get("value") : undefined;
    if (name === undefined || set === undefined) {
      return put("Parameters", unresolved("a parameter's name is not known", origin));
    }
    entries.set(name, spelled(set, attribute));
  }
  put("Parameters", map(entries, origin));
};
