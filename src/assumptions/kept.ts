import type { ExistsAssumption } from "../model/assumption.ts";
import type { KeptLookup, KeptValue } from "../model/declared.ts";
import type { Difference, Judgement, Unchecked } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import type { Observation } from "../model/observation.ts";
import { evidenceOf } from "./unknown.ts";

type Properties = { readonly [name: string]: Json };

/**
 * Holds what code keeps of an earlier look-up against what the same look-up gives now. What a read leaves out cannot be
 * compared, and decides nothing: the resource itself was found.
 */
export function compareKept({ kept }: ExistsAssumption, live: Properties, trail: readonly Observation[]): Judgement {
  const evidence = evidenceOf(trail);
  const values = kept?.head.values ?? [];
  const unchecked = values.flatMap((value) => uncheckedOf(value, live));
  const differences = values.flatMap((value) => differenceOf(value, kept?.base ?? null, live));
  if (differences.length === 0) return { verdict: "holds", unchecked, evidence };
  return { verdict: "stale", finding: "drifted", differences, unchecked, evidence, closest: [], takenIn: null };
}

function uncheckedOf({ path, match }: KeptValue, live: Properties): readonly Unchecked[] {
  if (match === "never") {
    return [{ path, reason: "unobservable", detail: "its value is never read", decides: false }];
  }
  if (valueAt(live, path) !== undefined) return [];
  return [{ path, reason: "unobservable", detail: `reads did not return ${path}`, decides: false }];
}

function differenceOf(kept: KeptValue, base: KeptLookup | null, live: Properties): readonly Difference[] {
  const { path, attribute, value, source, sensitive } = kept;
  const seen = valueAt(live, path);
  if (kept.match === "never" || seen === undefined || isSame(kept, seen)) return [];
  const before = base?.values.find((other) => other.path === path && other.attribute === attribute);
  return [
    {
      path,
      attribute,
      ...(before && { base: before.value }),
      head: value,
      live: seen,
      ...(sensitive && { sensitive }),
      effect: "drift",
      source: { ...source, side: "head" },
    },
  ];
}

function isSame({ value, match }: KeptValue, live: Json): boolean {
  if (match === "among") return Array.isArray(live) && live.includes(value);
  if (match === "same-name") return nameOf(live) === nameOf(value);
  // CDK keeps every property of Cloud Control as it comes, a number as text among them.
  return contentOf(live) === contentOf(value) || (match === "same" && textOf(live) === textOf(value));
}

/** DNS takes names with a final dot, in any case, for the same. */
function nameOf(value: Json): string {
  return textOf(value).replace(/\.$/, "").toLowerCase();
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A value as text in which the order of keys, and of items, does not matter. */
function contentOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(contentOf).toSorted().join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${contentOf(child)}`);
  return `{${entries.toSorted().join(",")}}`;
}

function valueAt(properties: Properties, path: string): Json | undefined {
  let value: Json | undefined = properties;
  for (const part of path.split("/")) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, part)) {
      return undefined;
    }
    value = (value as Properties)[part];
  }
  return value;
}
