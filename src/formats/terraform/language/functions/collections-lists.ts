import { convert } from "../convert.ts";
import { isEqual } from "../equality.ts";
import { EvaluationError } from "../evaluation-error.ts";
import { hashText } from "../hash-text.ts";
import { marksOf } from "../marks.ts";
import { compareText } from "../order.ts";
import { isSequence, listOf, nullOf, text, tuple, typeOf, unknown } from "../term.ts";
import type { Marks, Term } from "../term.ts";
import { DYNAMIC, friendlyName, listType, NUMBER, STRING } from "../types.ts";
import type { Type } from "../types.ts";
import { unify } from "../unify.ts";
import { argumentAt, isWhollyKnown, itemsOf, listLike, reasonOf, int64 } from "./arguments.ts";
import type { FunctionTable } from "./function.ts";

const STRINGS = { name: "list", type: listType(STRING) } as const;
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
  compact: {
    kind: "function",
    parameters: [STRINGS],
    returns: listType(STRING),
    call: (args) => compact(argumentAt(args, 0)),
  },
  concat: {
    kind: "function",
    parameters: [],
    // A set is refused: an argument of a resource that is written as a list is one.
    rest: { name: "seqs", type: DYNAMIC, allowMarked: true, anyOrder: true },
    returns: concatType,
    call: concat,
  },
  distinct: {
    kind: "function",
    parameters: [{ name: "list", type: listType(DYNAMIC) }],
    returns: (args) => typeOf(argumentAt(args, 0)),
    call: (args) => distinct(argumentAt(args, 0)),
  },
  matchkeys: {
    kind: "function",
    parameters: ["values", "keys", "searchset"].map((name) => ({ name, type: listType(DYNAMIC) })),
    returns: matchKeysType,
    call: matchKeys,
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
  sort: {
    kind: "function",
    parameters: [{ ...STRINGS, allowUnknown: true, anyOrder: true }],
    returns: listType(STRING),
    call: (args) => sort(argumentAt(args, 0)),
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

function compact(list: Term): Term {
  if (!isWhollyKnown(list)) return unknown(listType(STRING), reasonOf(list));
  return listOf(
    STRING,
    itemsOf(list).filter((item) => item.kind === "string" && item.value !== ""),
  );
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
    if (type.kind === "tuple") elements.push(...type.elements);
    else if (type.kind !== "list") {
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

function distinct(list: Term): Term {
  const type = typeOf(list);
  if (!isWhollyKnown(list)) return unknown(type, reasonOf(list));
  const seen = new Map<string, Term[]>();
  const kept = itemsOf(list).filter((item) => {
    const hash = hashText(item);
    const same = seen.get(hash) ?? [];
    if (same.some((other) => isEqual(other, item) === true)) return false;
    seen.set(hash, [...same, item]);
    return true;
  });
  return listLike(kept, type.kind === "list" ? type.element : DYNAMIC);
}

function matchKeysType(args: readonly Term[]): Type {
  const [values = nullOf(), keys = nullOf(), searched = nullOf()] = args;
  if (!unify([typeOf(keys), typeOf(searched)])) {
    throw new EvaluationError("`keys` and `searchset` must be of the same type");
  }
  return typeOf(values);
}

/** The values whose keys are among those that are searched for. */
function matchKeys(args: readonly Term[]): Term {
  const type = matchKeysType(args);
  const [values = nullOf(), given = nullOf(), searchset = nullOf()] = args;
  const common = unify([typeOf(given), typeOf(searchset)]) ?? DYNAMIC;
  const keys = itemsOf(convert(given, common));
  const sought = itemsOf(convert(searchset, common));
  const items = itemsOf(values);
  if (items.length !== keys.length) throw new EvaluationError("`values` and `keys` must have the same length");
  const element = type.kind === "list" ? type.element : DYNAMIC;
  if (sought.length === 0) return listOf(element, []);
  // Terraform gives an empty list where an element of the search set is not known; nothing is known of the result then.
  if (!isWhollyKnown(values, ...keys, ...sought)) return unknown(type, reasonOf(...args));
  const wanted = new Map<string, Term[]>();
  for (const key of sought) {
    const hash = hashText(key);
    wanted.set(hash, [...(wanted.get(hash) ?? []), key]);
  }
  const matches = items.filter((_, index) => {
    const key = argumentAt(keys, index);
    return wanted.get(hashText(key))?.some((other) => isEqual(key, other) === true) ?? false;
  });
  return listLike(matches, element);
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

/** Of elements that are not known the order is not, but how many there are is. */
function sort(list: Term): Term {
  if (list.kind === "unknown") return unknown(listType(STRING), list.reason);
  const items = itemsOf(list);
  if (!isWhollyKnown(list)) {
    const reason = reasonOf(list);
    return listOf(
      STRING,
      items.map(() => unknown(STRING, reason)),
    );
  }
  const strings = items.map((item) => {
    if (item.kind !== "string") throw new EvaluationError("an element is null, which cannot be sorted");
    return item.value;
  });
  return listOf(
    STRING,
    strings.toSorted(compareText).map((value) => text(value)),
  );
}
