import { list, map } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { entryOf } from "./node.ts";
import { isNothing, sameStructure } from "./same-value.ts";
import { allOf } from "./sameness.ts";
import type { Sameness } from "./sameness.ts";

/**
 * A bucket's lifecycle rules without ids, in order. What a rule declares and live leaves out may be there in another
 * spelling, so that only a part that both have can differ. Deprecated spellings:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html
 */
export function sameLifecycleRules(declared: Value, live: Value): Sameness {
  if (declared.kind !== "list" || live.kind !== "list") return sameStructure(declared, live);
  if (declared.items.length !== live.items.length) return "different";
  const { items } = live;
  return allOf(declared.items.map((rule, index) => sameRule(rule, items[index])));
}

function sameRule(declared: Value, live: Value | undefined): Sameness {
  if (!live) return "different";
  if (declared.kind !== "map" || live.kind !== "map") return sameStructure(declared, live);
  const [one, other] = [currentSpelling(declared), currentSpelling(live)];
  return allOf(
    [...one.entries].map(([name, part]) => {
      const livePart = entryOf(other, name);
      if (isNothing(part)) return "same";
      return livePart ? sameStructure(part, livePart) : "unobservable";
    }),
  );
}

/** Each deprecated property, the one in its place, and how its value is written there. */
const REPLACED: readonly (readonly [old: string, current: string, rewrite: (value: Value) => Value])[] = [
  ["Transition", "Transitions", (transition) => list([transition])],
  ["NoncurrentVersionTransition", "NoncurrentVersionTransitions", (transition) => list([transition])],
  [
    "NoncurrentVersionExpirationInDays",
    "NoncurrentVersionExpiration",
    (days) => map(new Map([["NoncurrentDays", days]])),
  ],
];

function currentSpelling(rule: MapValue): MapValue {
  const entries = new Map(rule.entries);
  for (const [old, current, rewrite] of REPLACED) {
    const value = entries.get(old);
    if (isNothing(value)) continue;
    entries.delete(old);
    if (!entries.has(current)) entries.set(current, rewrite(value));
  }
  return { ...rule, entries };
}
