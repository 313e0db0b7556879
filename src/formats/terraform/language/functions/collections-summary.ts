import { EvaluationError } from "../evaluation-error.ts";
import { isEqual } from "../equality.ts";
import { convert } from "../convert.ts";
import { hashText } from "../hash-text.ts";
import { deepMarksOf, marksOf, withMarks } from "../marks.ts";
import { isFailure } from "../pure/failure.ts";
import { characterCount } from "../pure/graphemes.ts";
import { integer } from "../pure/number.ts";
import type { Num } from "../pure/number.ts";
import { add } from "../pure/number-arithmetic.ts";
import { bool, isKeyed, isSequence, mayBeSet, number, typeOf, unknown } from "../term.ts";
import type { Of, Term } from "../term.ts";
import { BOOL, DYNAMIC, friendlyName, isCollection, listType, NUMBER } from "../types.ts";
import { argumentAt, elementTypes, isWhollyKnown, itemsOf, knownLength, reasonOf } from "./arguments.ts";
import type { FunctionTable } from "./function.ts";

const BOOLS = { name: "list", type: listType(BOOL), anyOrder: true } as const;
const LIST = { name: "list", type: DYNAMIC, anyOrder: true } as const;

/** Marked, because a value of a resource's argument may be of another type in the provider's schema. */
const SOUGHT = [
  { ...LIST, allowMarked: true },
  { name: "value", type: DYNAMIC, anyOrder: true, allowMarked: true },
] as const;

/** Functions that say one thing of a collection: how long it is, what it holds, what it adds up to. */
export const collectionSummaries: FunctionTable = {
  length: {
    kind: "function",
    parameters: [
      { name: "value", type: DYNAMIC, allowUnknown: true, allowMarked: true, allowDynamic: true, anyOrder: true },
    ],
    returns: NUMBER,
    call: (args) => lengthOf(argumentAt(args, 0)),
  },
  alltrue: {
    kind: "function",
    parameters: [BOOLS],
    returns: BOOL,
    call: (args) => allTrue(itemsOf(argumentAt(args, 0))),
  },
  anytrue: {
    kind: "function",
    parameters: [BOOLS],
    returns: BOOL,
    call: (args) => anyTrue(itemsOf(argumentAt(args, 0))),
  },
  contains: {
    kind: "function",
    parameters: SOUGHT,
    returns: BOOL,
    call: (args) => contains(argumentAt(args, 0), argumentAt(args, 1)),
  },
  index: {
    kind: "function",
    // A set is refused: an argument of a resource that is written as a list is one.
    parameters: SOUGHT,
    returns: NUMBER,
    call: (args) => indexOf(argumentAt(args, 0), argumentAt(args, 1)),
  },
  sum: {
    kind: "function",
    parameters: [LIST],
    returns: NUMBER,
    call: (args) => sum(argumentAt(args, 0)),
  },
};

/** A tuple's and an object's length follows from the type alone. */
function lengthOf(value: Term): Term {
  const type = typeOf(value);
  const marks = marksOf(value);
  const open = () => unknown(NUMBER, reasonOf(value), marks);
  if (type.kind === "dynamic") return open();
  if (mayBeSet(value) && mayCoincide(value)) {
    return unknown(NUMBER, "whether the value is a set, where equal items are one, is not known", marks);
  }
  if (type.kind === "tuple") return number(integer(type.elements.length), marks);
  if (type.kind === "object") return number(integer(type.attributes.size), marks);
  if (value.kind === "string") return number(integer(characterCount(value.value)), marks);
  if (type.kind === "string") return open();
  if (!isCollection(type))
    throw new EvaluationError("a string, a list, a set, a tuple, a map or an object is required");
  const length = isKeyed(value) ? value.entries.size : knownLength(value);
  return length === undefined ? open() : number(integer(length), marks);
}

function mayCoincide({ items }: Of<"tuple">): boolean {
  if (items.length < 2) return false;
  return !items.every((item) => isWhollyKnown(item)) || new Set(items.map(hashText)).size < items.length;
}

/** Null counts as false; what comes after the first unknown does not count. */
function allTrue(items: readonly Term[]): Term {
  for (const item of items) {
    if (item.kind === "unknown") return unknown(BOOL, item.reason);
    if (item.kind !== "bool" || !item.value) return bool(false);
  }
  return bool(true);
}

function anyTrue(items: readonly Term[]): Term {
  if (items.some((item) => item.kind === "bool" && item.value)) return bool(true);
  const open = items.find((item) => item.kind === "unknown");
  return open ? unknown(BOOL, reasonOf(open)) : bool(false);
}

function contains(list: Term, value: Term): Term {
  if (!isSequence(list)) throw new EvaluationError("a list, a tuple or a set is required");
  const marks = deepMarksOf(list, value);
  let open: Term | undefined;
  for (const item of list.items) {
    const equal = isEqual(value, withMarks(item, list));
    if (equal) return bool(true, marks);
    if (equal === null) open ??= item;
  }
  return open ? unknown(BOOL, reasonOf(open, value), marks) : bool(false, marks);
}

function indexOf(list: Term, value: Term): Term {
  if (list.kind !== "list" && list.kind !== "tuple") throw new EvaluationError("a list or a tuple is required");
  if (list.items.length === 0) throw new EvaluationError("an empty list holds nothing");
  const marks = deepMarksOf(list, value);
  for (const [position, item] of list.items.entries()) {
    const equal = isEqual(withMarks(item, list), value);
    if (equal === null) return unknown(NUMBER, reasonOf(item, value), marks);
    if (equal) return number(integer(position), marks);
  }
  throw new EvaluationError("the list does not hold the value");
}

function sum(list: Term): Term {
  const type = typeOf(list);
  if (!elementTypes(type)) throw new EvaluationError(`a list, a set or a tuple is required, not ${friendlyName(type)}`);
  const items = itemsOf(list);
  if (items.length === 0) throw new EvaluationError("an empty list has no sum");
  if (!isWhollyKnown(list)) return unknown(NUMBER, reasonOf(list));
  let total: Num | undefined;
  for (const item of items) {
    const value = asNumber(item);
    const next = total ? add(total, value) : value;
    if (isFailure(next)) throw new EvaluationError(next.error);
    total = next;
  }
  return number(total ?? integer(0));
}

function asNumber(item: Term): Num {
  const converted = item.kind === "null" ? item : convert(item, NUMBER);
  if (converted.kind !== "number") throw new EvaluationError("every element must be a number");
  return converted.value;
}
