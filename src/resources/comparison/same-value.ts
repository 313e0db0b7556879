import type { MapValue, Value } from "../../model/value.ts";
import { allOf } from "./sameness.ts";
import type { Sameness } from "./sameness.ts";

/**
 * Scalars as AWS keeps them: a number or boolean equals its text, since CloudFormation converts between them
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html).
 */
export function sameText(left: Value, right: Value): Sameness {
  if (left.kind === "unresolved" || right.kind === "unresolved") return "unresolved";
  if (left.kind !== "known" || right.kind !== "known") return sameStructure(left, right);
  return String(left.value) === String(right.value) ? "same" : "different";
}

/** Numbers by value: `300`, `"300"` and `300.0` are one number. */
export function sameNumber(left: Value, right: Value): Sameness {
  const numbers = [left, right].map((value) => (value.kind === "known" ? numberOf(value.value) : undefined));
  if (numbers[0] === undefined || numbers[1] === undefined) return sameText(left, right);
  return numbers[0] === numbers[1] ? "same" : "different";
}

/** Booleans by value: YAML 1.1 and JSON templates write `"true"` and `True` as well as `true`. */
export function sameBoolean(left: Value, right: Value): Sameness {
  if (left.kind !== "known" || right.kind !== "known") return sameText(left, right);
  return String(left.value).toLowerCase() === String(right.value).toLowerCase() ? "same" : "different";
}

/** Text without the white space around it. */
export function sameTrimmed(left: Value, right: Value): Sameness {
  return sameText(
    changedText(left, (text) => text.trim()),
    changedText(right, (text) => text.trim()),
  );
}

/** Points in time, however precisely they are written. */
export function sameInstant(left: Value, right: Value): Sameness {
  const [one, other] = [left, right].map((value) => (value.kind === "known" ? Date.parse(String(value.value)) : NaN));
  return one === other ? "same" : sameText(left, right);
}

/** Text in any case: RDS and ElastiCache keep names in lower case. */
export function sameInAnyCase(left: Value, right: Value): Sameness {
  return sameText(
    changedText(left, (text) => text.toLowerCase()),
    changedText(right, (text) => text.toLowerCase()),
  );
}

/**
 * A version of an engine: `15` is any `15.x`, as RDS takes it for the newest of these
 * (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html).
 */
export function sameVersion(declared: Value, live: Value): Sameness {
  if (declared.kind !== "known" || live.kind !== "known") return sameText(declared, live);
  return String(live.value).startsWith(`${String(declared.value)}.`) ? "same" : sameText(declared, live);
}

/** Lists in order; of an object, what the left one declares: AWS fills in more. */
export function sameStructure(left: Value, right: Value): Sameness {
  return sameTree(left, right, (declared) => declared.keys());
}

/** Lists in order and objects with all their keys: for documents that are the author's alone. */
export function sameDocument(left: Value, right: Value): Sameness {
  return sameTree(left, right, (declared, live) => new Set([...declared.keys(), ...live.keys()]));
}

type Entries = MapValue["entries"];

function sameTree(left: Value, right: Value, keys: (left: Entries, right: Entries) => Iterable<string>): Sameness {
  if (left.kind === "unresolved" || right.kind === "unresolved") return "unresolved";
  if (left.kind === "known" && right.kind === "known") return sameText(left, right);
  if (left.kind === "list" && right.kind === "list") {
    if (left.items.length !== right.items.length) return "different";
    const { items } = right;
    return allOf(left.items.map((item, index) => samePart(item, items[index], keys)));
  }
  if (left.kind === "map" && right.kind === "map") {
    const { entries } = right;
    return allOf(
      [...keys(left.entries, entries)].map((key) => samePart(left.entries.get(key), entries.get(key), keys)),
    );
  }
  return "different";
}

function samePart(left: Value | undefined, right: Value | undefined, keys: Parameters<typeof sameTree>[2]): Sameness {
  const [one, other] = [isNothing(left) ? undefined : left, isNothing(right) ? undefined : right];
  if (!one || !other)
    return one === other ? "same" : (one ?? other)?.kind === "unresolved" ? "unresolved" : "different";
  return sameTree(one, other, keys);
}

/** JSON's `null`, and what is not there at all. */
export function isNothing(value: Value | undefined): value is undefined {
  return value === undefined || (value.kind === "known" && (value.value === null || value.value === undefined));
}

function changedText(value: Value, change: (text: string) => string): Value {
  return value.kind === "known" && typeof value.value === "string" ? { ...value, value: change(value.value) } : value;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
