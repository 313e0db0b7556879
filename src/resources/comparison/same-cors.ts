import type { Value } from "../../model/value.ts";
import { entryOf } from "./node.ts";
import { sameStructure, sameText } from "./same-value.ts";
import { allOf, sameInAnyOrder } from "./sameness.ts";
import type { Sameness } from "./sameness.ts";

/** Lists of a CORS rule that are sets. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html */
const SETS = ["AllowedMethods", "AllowedOrigins", "AllowedHeaders", "ExposedHeaders"];

/** A bucket's CORS rules: the rules in order, as the first that matches a request decides; what each allows in any. */
export function sameCors(declared: Value, live: Value): Sameness {
  if (declared.kind !== "list" || live.kind !== "list" || declared.items.length !== live.items.length)
    return sameStructure(declared, live);
  const { items } = live;
  return allOf(declared.items.map((rule, index) => sameRule(rule, items[index])));
}

function sameRule(declared: Value, live: Value | undefined): Sameness {
  if (!live) return "different";
  const sets = SETS.filter((name) => entryOf(declared, name)?.kind === "list" && entryOf(live, name)?.kind === "list");
  return allOf([
    sameStructure(without(declared, sets), live),
    ...sets.map((name) => sameInAnyOrder(itemsAt(declared, name), itemsAt(live, name), sameText)),
  ]);
}

function itemsAt(rule: Value, name: string): readonly Value[] {
  const items = entryOf(rule, name);
  return items?.kind === "list" ? items.items : [];
}

function without(rule: Value, names: readonly string[]): Value {
  if (rule.kind !== "map") return rule;
  return { ...rule, entries: new Map([...rule.entries].filter(([name]) => !names.includes(name))) };
}
