import type { Place } from "../../model/target.ts";
import { known, map } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { valueOfJsonText } from "../json-value.ts";
import { isNothing, sameDocument, sameText } from "./same-value.ts";
import { allOf, sameInAnyOrder } from "./sameness.ts";
import type { Sameness } from "./sameness.ts";

type Entries = MapValue["entries"];
type SameItem = (left: Value, right: Value) => Sameness;

/** What a policy without a version is. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
const DEFAULT_VERSION = known("2008-10-17");
const NONE = map(new Map());

/**
 * IAM policy documents by meaning: statements in any order, scalars as lists of one, actions and condition keys
 * without case, an account id as its root principal.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function samePolicy(left: Value, right: Value, place: Place): Sameness {
  const [one, other] = [valueOfJsonText(left), valueOfJsonText(right)];
  if (one.kind !== "map" || other.kind !== "map") return sameDocument(one, other);
  return allOf([
    sameElement(
      one.entries.get("Version") ?? DEFAULT_VERSION,
      other.entries.get("Version") ?? DEFAULT_VERSION,
      sameText,
    ),
    sameElement(one.entries.get("Id"), other.entries.get("Id"), sameText),
    sameItems(one.entries.get("Statement"), other.entries.get("Statement"), (a, b) => sameStatement(a, b, place)),
  ]);
}

function sameStatement(left: Value, right: Value, place: Place): Sameness {
  if (left.kind !== "map" || right.kind !== "map") return sameDocument(left, right);
  const [one, other] = [left.entries, right.entries];
  const names = new Set([...one.keys(), ...other.keys()]);
  return allOf([...names].map((name) => sameStatementElement(name, one.get(name), other.get(name), place)));
}

function sameStatementElement(name: string, left: Value | undefined, right: Value | undefined, place: Place): Sameness {
  switch (name) {
    case "Action":
    case "NotAction":
      return sameItems(left, right, sameWithoutCase);
    case "Resource":
    case "NotResource":
      return sameItems(left, right, sameText);
    case "Principal":
    case "NotPrincipal":
      return samePrincipals(left, right, place);
    case "Condition":
      return sameConditions(left, right);
    case "Sid":
      return sameElement(left ?? known(""), right ?? known(""), sameText);
    default:
      return sameElement(left, right, sameDocument);
  }
}

/**
 * `"*"` is `{ "AWS": "*" }`, and `"111122223333"` is `arn:aws:iam::111122223333:root`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function samePrincipals(left: Value | undefined, right: Value | undefined, place: Place): Sameness {
  const one = left && principalsByType(left);
  const other = right && principalsByType(right);
  if (one?.kind !== "map" || other?.kind !== "map") return sameElement(one, other, sameDocument);
  return sameEntries(one.entries, other.entries, (a, b) => sameItems(a, b, (x, y) => samePrincipal(x, y, place)));
}

function principalsByType(value: Value): Value {
  return value.kind === "known" && value.value === "*" ? map(new Map([["AWS", value]])) : value;
}

/** One principal; an account is written as its id or as the ARN of its root. */
export function samePrincipal(left: Value, right: Value, place: Place): Sameness {
  if (left.kind !== "known" || right.kind !== "known") return sameText(left, right);
  const [one, other] = [left.value, right.value].map((value) => {
    return /^\d{12}$/.test(String(value)) ? `arn:${place.partition}:iam::${String(value)}:root` : String(value);
  });
  return one === other ? "same" : "different";
}

function sameConditions(left: Value | undefined, right: Value | undefined): Sameness {
  const [one, other] = [left ?? NONE, right ?? NONE];
  if (one.kind !== "map" || other.kind !== "map") return sameDocument(one, other);
  return sameEntries(one.entries, other.entries, (a, b) => {
    if (a?.kind !== "map" || b?.kind !== "map") return sameElement(a, b, sameDocument);
    return sameEntries(lowerCased(a.entries), lowerCased(b.entries), (x, y) => sameItems(x, y, sameText));
  });
}

function sameEntries(
  left: Entries,
  right: Entries,
  same: (a: Value | undefined, b: Value | undefined) => Sameness,
): Sameness {
  return allOf([...new Set([...left.keys(), ...right.keys()])].map((key) => same(left.get(key), right.get(key))));
}

function sameItems(left: Value | undefined, right: Value | undefined, same: SameItem): Sameness {
  if (left?.kind === "unresolved" || right?.kind === "unresolved") return "unresolved";
  return sameInAnyOrder(itemsOf(left), itemsOf(right), same);
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (isNothing(value)) return [];
  return value.kind === "list" ? value.items : [value];
}

function sameElement(left: Value | undefined, right: Value | undefined, same: SameItem): Sameness {
  if (left && right) return same(left, right);
  if (!left && !right) return "same";
  return (left ?? right)?.kind === "unresolved" ? "unresolved" : "different";
}

function sameWithoutCase(left: Value, right: Value): Sameness {
  if (left.kind !== "known" || right.kind !== "known") return sameText(left, right);
  return String(left.value).toLowerCase() === String(right.value).toLowerCase() ? "same" : "different";
}

function lowerCased(entries: Entries): Entries {
  return new Map([...entries].map(([key, value]) => [key.toLowerCase(), value]));
}
