import { hashText } from "./hash-text.ts";
import { equal as equalNumbers } from "./pure/number.ts";
import { childrenOf, isKeyed, isSequence, typeOf } from "./term.ts";
import type { Of, Term } from "./term.ts";
import { hasDynamic, sameType } from "./types.ts";

/** Whether two terms are equal; `null` when that is not known (cty's `Value.Equals`). Marks do not count. */
export function isEqual(left: Term, right: Term): boolean | null {
  if (left.kind === "null" && isNotNull(right)) return false;
  if (right.kind === "null" && isNotNull(left)) return false;
  if (left.kind === "unknown") return right.kind === "unknown" ? null : equalsUnknown(right, left);
  if (right.kind === "unknown") return equalsUnknown(left, right);
  if (left.kind === "null" || right.kind === "null") return left.kind === right.kind;
  if (isLoose(left) || isLoose(right)) return equalsLoose(left, right);
  const leftType = typeOf(left);
  const rightType = typeOf(right);
  if (hasDynamic(leftType) || hasDynamic(rightType))
    return left.kind === right.kind ? equalParts(left, right, true) : false;
  if (!sameType(leftType, rightType)) return false;
  return equalParts(left, right, false);
}

function equalsUnknown(known: Term, unknown: Of<"unknown">): boolean | null {
  const { refined } = unknown;
  if (known.kind === "string" && refined?.prefix !== undefined && !known.value.startsWith(refined.prefix)) return false;
  if (known.kind === "null" || hasDynamic(unknown.type)) return null;
  return sameType(typeOf(known), unknown.type) ? null : false;
}

function isNotNull(term: Term): boolean {
  return term.kind === "unknown" ? term.refined?.notNull === true : term.kind !== "null";
}

/** A resource's argument has the type of the provider's schema: `"1"` may be the number 1. */
function isLoose(term: Term): boolean {
  return term.derivedFrom !== undefined;
}

/** Strings that may stand for a number or a bool. */
const LIKE_ANOTHER_TYPE = /^(?:true|false|[-+]?[\d.]+(?:e[-+]?\d+)?)$/i;

/**
 * Whether a term may be of another type in the provider's schema than it is written as, so that its JSON is not known:
 * `"1"`, an object that lacks what the provider adds, a list that may be a set. A string that is nothing else stays one.
 */
export function hasLooseType(term: Term): boolean {
  if (!isLoose(term) || term.kind === "null") return false;
  if (term.kind === "string") return LIKE_ANOTHER_TYPE.test(term.value);
  return !isSequence(term) || term.items.length > 1;
}

function equalsLoose(left: Term, right: Term): boolean | null {
  if (left.kind !== right.kind) return null;
  if (left.kind === "string") {
    const same = left.value === (right as typeof left).value;
    return LIKE_ANOTHER_TYPE.test(left.value) ? null : same;
  }
  return left.kind === "number" || left.kind === "bool" ? null : equalParts(left, right, true);
}

/** Of two terms of one type; with `open` types, equal contents are not enough. */
function equalParts(left: Term, right: Term, open: boolean): boolean | null {
  if (left.kind === "string" || left.kind === "bool") return left.value === (right as typeof left).value;
  if (left.kind === "number") return right.kind === "number" && equalNumbers(left.value, right.value);
  if (left.kind === "set" && right.kind === "set") return equalSets(left, right);
  if (isSequence(left) && isSequence(right)) {
    if (left.items.length !== right.items.length) return false;
    return every(
      left.items.map((item, index) => [item, right.items[index]] as const),
      open,
    );
  }
  if (!isKeyed(left) || !isKeyed(right)) return null;
  if ("later" in left || "later" in right) return null;
  if (left.entries.size !== right.entries.size) return false;
  const pairs = [...left.entries].map(([key, child]) => [child, right.entries.get(key)] as const);
  return every(pairs, open);
}

/** Not known as soon as one pair before the first difference is not. */
function every(pairs: readonly (readonly [Term, Term | undefined])[], open: boolean): boolean | null {
  for (const [left, right] of pairs) {
    if (!right) return false;
    const equal = isEqual(left, right);
    if (equal !== true) return open && equal === false ? false : equal;
  }
  return true;
}

function equalSets(left: Of<"list" | "set">, right: Of<"list" | "set">): boolean | null {
  for (const item of [...left.items, ...right.items]) if (item.kind === "unknown") return null;
  if (left.items.length !== right.items.length) return false;
  const alike = Map.groupBy(right.items, hashText);
  return left.items.every((item) => alike.get(hashText(item))?.some((other) => isEqual(item, other) === true));
}

/** Whether two terms are the same in every part, unknown parts included (which are never the same for a set). */
export function rawEqual(left: Term, right: Term): boolean {
  if (left.kind !== right.kind) return false;
  if (left.kind === "unknown") return false;
  if (left.kind === "null") return true;
  if (!isSequence(left) && !isKeyed(left)) return isEqual(left, right) === true;
  const a = [...childrenOf(left)];
  const b = [...childrenOf(right)];
  if (a.length !== b.length) return false;
  if (isKeyed(left) && isKeyed(right) && [...left.entries.keys()].some((key) => !right.entries.has(key))) return false;
  if (isKeyed(left) && isKeyed(right)) {
    return [...left.entries].every(([key, child]) => rawEqual(child, right.entries.get(key) ?? child));
  }
  return a.every((child, index) => rawEqual(child, b[index] ?? child));
}
