import { EvaluationError } from "../evaluation-error.ts";
import { isFailure } from "../pure/failure.ts";
import type { Failure } from "../pure/failure.ts";
import type { Num } from "../pure/number.ts";
import { toInt64, toWholeNumber } from "../pure/number-double.ts";
import { firstUnknown, isSequence, listOf, typeOf } from "../term.ts";
import type { Term } from "../term.ts";
import { isCollection } from "../types.ts";
import type { Type } from "../types.ts";
import type { Parameter } from "./function.ts";
import { DYNAMIC } from "../types.ts";

/** A parameter that takes any value, unknown, null, marked or without a type. */
export function anything(name: string): Parameter {
  return {
    name,
    type: DYNAMIC,
    allowNull: true,
    allowUnknown: true,
    allowMarked: true,
    allowDynamic: true,
    anyOrder: true,
  };
}

/** The argument at a position; the call has checked that there is one. */
export function argumentAt(args: readonly Term[], index: number): Term {
  const argument = args[index];
  if (!argument) throw new EvaluationError("an argument is missing");
  return argument;
}

/** A number argument without a fraction, of any size. Throws an `EvaluationError` for any other. */
export function wholeNumber(term: Term, name: string): bigint {
  return whole(term, name, toWholeNumber);
}

/** A number argument as Go's int. Throws an `EvaluationError` for a fraction, and for more than 64 bits. */
export function int64(term: Term, name: string): bigint {
  return whole(term, name, toInt64);
}

function whole(term: Term, name: string, read: (value: Num) => bigint | Failure): bigint {
  const value = term.kind === "number" ? read(term.value) : undefined;
  if (value === undefined || isFailure(value)) throw new EvaluationError(`\`${name}\` must be a whole number`);
  return value;
}

/** Why a term is not known in full. */
export function reasonOf(...terms: readonly Term[]): string {
  for (const term of terms) {
    const open = firstUnknown(term);
    if (open) return open.reason;
  }
  return "an argument is not known";
}

/** Whether every part of the terms is known. */
export function isWhollyKnown(...terms: readonly Term[]): boolean {
  return terms.every((term) => !firstUnknown(term));
}

/** The element types of a list, a set or a tuple type; undefined for any other. */
export function elementTypes(type: Type): readonly Type[] | undefined {
  if (type.kind === "tuple") return type.elements;
  return isCollection(type) && type.kind !== "map" ? [type.element] : undefined;
}

/** The items of a known list, set or tuple. */
export function itemsOf(term: Term): readonly Term[] {
  return isSequence(term) ? term.items : [];
}

/**
 * How many elements a list, a set or a tuple has; undefined while that is not known: elements of a set that are not
 * known may turn out to be one.
 */
export function knownLength(term: Term): number | undefined {
  if (!isSequence(term)) return undefined;
  if (term.kind === "set" && term.items.length > 1 && !isWhollyKnown(term)) return undefined;
  return term.items.length;
}

/** A list whose element type is that of its items, where it has any (cty.ListVal). */
export function listLike(items: readonly Term[], whenEmpty: Type): Term {
  return listOf(elementOf(items, whenEmpty), items);
}

/** The type that the items of a collection have. */
export function elementOf(items: readonly Term[], whenEmpty: Type): Type {
  const typed = items.find((item) => typeOf(item).kind !== "dynamic") ?? items[0];
  return typed ? typeOf(typed) : whenEmpty;
}
