import { known, list, map } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { spelled } from "../terraform/arguments.ts";
import type { Field } from "../terraform/arguments.ts";
import { originOf } from "../terraform/fields.ts";

/** One of the settings that load balancing keeps as a list of keys and values. */
export function setting(path: string, key: string): Field {
  return (value, attribute, put) => {
    const origin = { ...originOf(value), attribute };
    const pair = map(
      new Map<string, Value>([
        ["Key", known(key)],
        ["Value", spelled(value, attribute)],
      ]),
      origin,
    );
    put(path, list([pair], origin));
  };
}

/** A block of such settings; those besides the switch mean nothing, and are not sent, unless it is on. */
export function switched(path: string, switchKey: string, others: { readonly [argument: string]: string }): Field {
  return (value, attribute, put) => {
    const block = value.kind === "list" ? value.items[0] : value;
    if (block?.kind !== "map") return;
    const where = { ...originOf(value), ...originOf(block) };
    const isOn = { ...where, ...(block.entries.get("enabled") ?? known(false)) };
    setting(path, switchKey)(isOn, `${attribute}.enabled`, put);
    if (isOn.kind !== "known" || String(isOn.value) !== "true") return;
    for (const [argument, key] of Object.entries(others)) {
      const own = block.entries.get(argument);
      if (own && !(own.kind === "known" && own.value === null))
        setting(path, key)({ ...where, ...own }, `${attribute}.${argument}`, put);
    }
  };
}
