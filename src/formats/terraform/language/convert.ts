import { known, unresolved } from "../../../model/value.ts";
import type { KnownValue, Value } from "../../../model/value.ts";
import { formatNumber, parseNumber } from "./numbers.ts";
import { elementOrderOf, marksOf, ordered, unresolvedLike } from "./values.ts";
import type { ElementOrder } from "./values.ts";

/**
 * Conversions between Terraform's primitive types
 * (https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion).
 */

/** A string, number or boolean as a string; null stays null. */
export function toText(value: Value): Value {
  if (value.kind === "unresolved") return value;
  if (value.kind !== "known") return unresolved("a collection is no string", marksOf(value));
  if (value.value === null || typeof value.value === "string") return value;
  return { ...value, value: scalarText(value.value) };
}

/** A primitive as Terraform writes it into a string. */
export function scalarText(value: string | number | boolean): string {
  return typeof value === "number" ? formatNumber(value) : String(value);
}

/** A number, or a string that holds one. */
export function toNumber(value: Value): Value {
  if (value.kind !== "known" || value.value === null || typeof value.value === "number")
    return rejectCollection(value, "number");
  const number = typeof value.value === "string" ? parseNumber(value.value) : undefined;
  if (number === undefined) return unresolved(`${written(value)} is no number that can be worked with`, marksOf(value));
  return { ...value, value: number };
}

/** A boolean, or a string that holds one. */
export function toBoolean(value: Value): Value {
  if (value.kind !== "known" || value.value === null || typeof value.value === "boolean")
    return rejectCollection(value, "boolean");
  if (value.value === "true" || value.value === "false") return { ...value, value: value.value === "true" };
  return unresolved(`${written(value)} is no boolean`, marksOf(value));
}

/** A value as a part of a reason; a sensitive one is not shown. */
function written(value: KnownValue): string {
  return value.sensitive ? "a sensitive value" : `\`${String(value.value)}\``;
}

function rejectCollection(value: Value, wanted: string): Value {
  if (value.kind === "known" || value.kind === "unresolved") return value;
  return unresolved(`a collection is no ${wanted}`, marksOf(value));
}

/** A known boolean out of a condition, or why there is none. */
export function conditionOf(value: Value): { readonly known: boolean } | { readonly unknown: Value } {
  const converted = toBoolean(value);
  if (converted.kind === "known" && typeof converted.value === "boolean") return { known: converted.value };
  if (converted.kind === "unresolved") return { unknown: unresolvedLike(converted) };
  return { unknown: unresolved("a condition is null", marksOf(value)) };
}

/** The results of a conditional have one type: where two primitives differ, both become strings. */
export function unified(chosen: Value, other: Value): Value {
  if (chosen.kind === "list" && !isNull(other) && elementOrderOf(chosen) !== orderBeside(other)) {
    return ordered(chosen, "unknown");
  }
  if (!isScalar(chosen) || !isScalar(other) || typeof chosen.value === typeof other.value) return chosen;
  return toText(chosen);
}

function isNull(value: Value): boolean {
  return value.kind === "known" && value.value === null;
}

function orderBeside(other: Value): ElementOrder {
  return other.kind === "list" ? elementOrderOf(other) : "unknown";
}

function isScalar(value: Value): value is KnownValue {
  return value.kind === "known" && value.value !== null;
}

/** An exact number as written; more digits than a double holds are not rounded. */
export function numberLiteral(source: string): Value {
  const number = parseNumber(source);
  return number === undefined ? unresolved(`the number ${source} is too large to be worked with`) : known(number);
}
