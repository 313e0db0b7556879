import { known } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { sameStructure } from "./same-value.ts";
import type { Sameness } from "./sameness.ts";

/**
 * An ECS service's placement strategies, in order. A field is written in any case, and `host` is `instanceId`.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html
 */
export function samePlacement(declared: Value, live: Value): Sameness {
  return sameStructure(withOneSpelling(declared), withOneSpelling(live));
}

function withOneSpelling(value: Value): Value {
  if (value.kind === "list") return { ...value, items: value.items.map(withOneSpelling) };
  const field = value.kind === "map" ? value.entries.get("Field") : undefined;
  if (value.kind !== "map" || field?.kind !== "known" || typeof field.value !== "string") return value;
  const text = field.value.toLowerCase();
  const spelled = text === "host" ? "instanceid" : text;
  return { ...value, entries: new Map(value.entries).set("Field", known(spelled)) };
}
