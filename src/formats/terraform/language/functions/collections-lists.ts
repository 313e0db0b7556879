import { convert } from "../convert.ts";
import { EvaluationError } from "../evaluation-error.ts";
import { marksOf } from "../marks.ts";
import { isSequence, listOf, tuple, typeOf } from "../term.ts";
import type { Marks, Term } from "../term.ts";
import { DYNAMIC, friendlyName, listType, NUMBER } from "../types.ts";
import type { Type } from "../types.ts";
import { unify } from "../unify.ts";
import { argumentAt, int64, itemsOf, listLike } from "./arguments.ts";
import type { FunctionTable } from "./function.ts";

const LIST = { name: "list", type: DYNAMIC, allowMarked: true } as const;

/** Functions that make a list of lists. */
export const collectionLists: FunctionTable = {
  chunklist: {
    kind: "function",
    parameters: [
      { name: "list", type: listType(DYNAMIC), allowMarked: true },
      { name: "size", type: NUMBER, allowMarked: true },
    ],
    returns: (args) => listType(typeOf(argumentAt(args, 0))),
    call: (args) => chunks(argumentAt(args, 0), argumentAt(args, 1)),
  },
  concat: {
    kind: "function",
    parameters: [],
    // A set is refused: an argument of a resource that is written as a list is one.
    rest: { name: "seqs", type: DYNAMIC, allowMarked: true, anyOrder: true },
    returns: concatType,
    call: concat,
  },
  reverse: {
    kind: "function",
    parameters: [LIST],
    returns: (args) => reversedType(argumentAt(args, 0)),
    call: (args) => reverse(argumentAt(args, 0)),
  },
  slice: {
    kind: "function",
    parameters: [
      { ...LIST, anyOrder: true },
      { name: "start_index", type: NUMBER },
      { name: "end_index", type: NUMBER },
    ],
    returns: sliceType,
    call: slice,
  },
};

function chunks(list: Term, sizeTerm: Term): Term {
  const marks = marksOf(list, sizeTerm);
  const type = typeOf(list);
  const items = itemsOf(list);
  const element = type.kind === "list" ? type.element : DYNAMIC;
  const size = int64(sizeTerm, "size");
  if (size < 0n) throw new EvaluationError("`size` must not be negative");
  if (items.length === 0) return listOf(type, [], marks);
  const width = size === 0n || size > items.length ? items.length : Number(size);
  const parts: Term[] = [];
  for (let start = 0; start < items.length; start += width) {
    parts.push(listOf(element, items.slice(start, start + width)));
  }
  return listOf(type, parts, marks);
}

/** Lists of one type stay a list; any others make a tuple. */
function concatType(args: readonly Term[]): Type {
  if (args.length === 0) throw new EvaluationError("at least one argument is required");
  const types = args.map(typeOf);
  if (types.every(({ kind }) => kind === "list")) {
    const common = unify(types);
    if (common) return common;
  }
  const elements: Type[] = [];
  for (const [index, type] of types.entries()) {
    if (type.kind === "tuple") {
      // One by one: as arguments of one call they would be more than the stack holds.
      for (const element of type.elements) elements.push(element);
    } else if (type.kind !== "list") {
      throw new EvaluationError(`lists or tuples are required, not ${friendlyName(type)}`);
    } else {
      const list = argumentAt(args, index);
      if (list.kind === "unknown") return DYNAMIC;
      for (const _ of itemsOf(list)) elements.push(type.element);
    }
  }
  return { kind: "tuple", elements };
}

function concat(args: readonly Term[]): Term {
  const type = concatType(args);
  const marks = marksOf(...args);
  if (type.kind !== "list")
    return tuple(
      args.flatMap((argument) => itemsOf(argument)),
      marks,
    );
  const items = args.flatMap((argument) => itemsOf(convert(argument, type)));
  return { ...listLike(items, type.element), ...marks };
}

function reversedType(list: Term): Type {
  const type = typeOf(list);
  if (type.kind === "tuple") return { kind: "tuple", elements: type.elements.toReversed() };
  if (type.kind === "list" || type.kind === "set") return listType(type.element);
  throw new EvaluationError(`a list or a tuple is required, not ${friendlyName(type)}`);
}

function reverse(list: Term): Term {
  return sameKind(reversedType(list), itemsOf(list).toReversed(), marksOf(list));
}

function sameKind(type: Type, items: readonly Term[], marks: Marks): Term {
  return type.kind === "list" ? listOf(type.element, items, marks) : tuple(items, marks);
}

type Bounds = { readonly start: number; readonly end: number };

function sliceType(args: readonly Term[]): Type {
  const type = typeOf(argumentAt(args, 0));
  if (type.kind !== "list" && type.kind !== "tuple") {
    throw new EvaluationError(`a list or a tuple is required, not ${friendlyName(type)}`);
  }
  const bounds = boundsOf(args);
  if (type.kind !== "tuple") return type;
  return bounds ? { kind: "tuple", elements: type.elements.slice(bounds.start, bounds.end) } : DYNAMIC;
}

/** Undefined while one of the two is not known. Each is checked as soon as it is. */
function boundsOf(args: readonly Term[]): Bounds | undefined {
  const list = argumentAt(args, 0);
  const type = typeOf(list);
  const known = isSequence(list) ? list.items.length : undefined;
  const length = type.kind === "tuple" ? type.elements.length : known;
  const [start, end] = (["start_index", "end_index"] as const).map((name, index) => {
    const term = argumentAt(args, index + 1);
    if (term.kind !== "number") return undefined;
    const value = int64(term, name);
    if (value < 0n) throw new EvaluationError(`\`${name}\` must not be negative`);
    if (length !== undefined && value > length) {
      throw new EvaluationError(`\`${name}\` must not be greater than the length of the list`);
    }
    return Number(value);
  });
  if (start === undefined || end === undefined) return undefined;
  if (start > end) throw new EvaluationError("`start_index` must not be greater than `end_index`");
  return { start, end };
}

function slice(args: readonly Term[]): Term {
  const list = argumentAt(args, 0);
  const type = sliceType(args);
  const bounds = boundsOf(args);
  return sameKind(type, itemsOf(list).slice(bounds?.start, bounds?.end), marksOf(list));
}
