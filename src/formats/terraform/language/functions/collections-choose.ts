import { convert } from "../convert.ts";
import { EvaluationError } from "../evaluation-error.ts";
import { withMarks } from "../marks.ts";
import { isSequence, nullOf, typeOf, unknown } from "../term.ts";
import type { Of, Term } from "../term.ts";
import { DYNAMIC, friendlyName, NUMBER, sameType } from "../types.ts";
import type { Type } from "../types.ts";
import { unify } from "../unify.ts";
import { argumentAt, elementTypes, itemsOf, knownLength, reasonOf, int64 } from "./arguments.ts";
import type { Call, FunctionTable } from "./function.ts";

const VALUES = {
  name: "vals",
  type: DYNAMIC,
  allowNull: true,
  allowUnknown: true,
  allowDynamic: true,
  anyOrder: true,
} as const;

/** Functions that pick one of what they are given. */
export const collectionChoices: FunctionTable = {
  coalesce: { kind: "function", parameters: [], rest: VALUES, returns: coalesceType, call: coalesce },
  coalescelist: { kind: "function", parameters: [], rest: VALUES, returns: coalesceListType, call: coalesceList },
  element: {
    kind: "function",
    parameters: [
      // A set is refused: an argument of a resource that is written as a list is one.
      { name: "list", type: DYNAMIC, allowMarked: true, anyOrder: true },
      { name: "index", type: NUMBER },
    ],
    returns: (args) => elementType(argumentAt(args, 0), argumentAt(args, 1)),
    nullable: true,
    call: (args, call) => element(argumentAt(args, 0), argumentAt(args, 1), call),
  },
  one: {
    kind: "function",
    parameters: [{ name: "list", type: DYNAMIC }],
    returns: (args) => oneType(argumentAt(args, 0)),
    nullable: true,
    call: (args) => one(argumentAt(args, 0)),
  },
};

function coalesceType(args: readonly Term[]): Type {
  const type = unify(args.map(typeOf));
  if (!type) throw new EvaluationError("all arguments must have the same type");
  return type;
}

/** The first that is neither null nor, among strings, empty. */
function coalesce(args: readonly Term[]): Term {
  const type = coalesceType(args);
  for (const given of args) {
    const argument = convertOrNull(given, type);
    if (argument.kind === "unknown") return unknown(type, argument.reason);
    if (argument.kind === "null") continue;
    if (type.kind === "string" && argument.kind === "string" && argument.value === "") continue;
    return argument;
  }
  throw new EvaluationError("all arguments are null or empty strings");
}

/** An argument that cannot be converted is passed over like null, as Terraform does. */
function convertOrNull(term: Term, type: Type): Term {
  try {
    return convert(term, type);
  } catch (error) {
    if (error instanceof EvaluationError) return nullOf(type);
    throw error;
  }
}

function coalesceListType(args: readonly Term[]): Type {
  if (args.length === 0) throw new EvaluationError("at least one argument is required");
  const types: Type[] = [];
  for (const argument of args) {
    if (argument.kind === "unknown") return DYNAMIC;
    const type = typeOf(argument);
    if (type.kind !== "list" && type.kind !== "tuple") throw new EvaluationError("lists or tuples are required");
    types.push(type);
  }
  const [first = DYNAMIC] = types;
  return types.every((type) => sameType(type, first)) ? first : DYNAMIC;
}

/** The first that is not empty. */
function coalesceList(args: readonly Term[]): Term {
  const type = coalesceListType(args);
  for (const argument of args) {
    if (argument.kind === "unknown") return unknown(type, argument.reason);
    if (isSequence(argument) && argument.items.length > 0) return argument;
  }
  throw new EvaluationError("all arguments are null or empty lists");
}

function elementType(list: Term, index: Term): Type {
  const type = typeOf(list);
  if (type.kind === "list") return type.element;
  if (type.kind !== "tuple") throw new EvaluationError(`a list or a tuple is required, not ${friendlyName(type)}`);
  if (index.kind !== "number") return DYNAMIC;
  return type.elements[positionIn(type.elements.length, index)] ?? DYNAMIC;
}

/** The index wraps around. */
function positionIn(length: number, index: Term): number {
  if (length === 0) throw new EvaluationError("an empty list has no elements");
  const position = Number(int64(index, "index") % BigInt(length));
  return position < 0 ? position + length : position;
}

function element(list: Term, index: Term, { frame }: Call): Term {
  elementType(list, index);
  if (list.kind === "tuple" && frame.semantics.negativeElement === false && leavesRest(list, index)) {
    throw new EvaluationError("`index` must not be negative for a tuple in Terraform 1.11");
  }
  const items = itemsOf(list);
  return withMarks(argumentAt(items, positionIn(items.length, index)), list);
}

function oneType(list: Term): Type {
  const type = typeOf(list);
  const [first, ...others] = elementTypes(type) ?? [];
  if (first && others.length === 0) return first;
  if (type.kind === "tuple" && !first) return DYNAMIC;
  throw new EvaluationError(ONE);
}

const ONE = "a list, a set or a tuple with no or one element is required";

function one(list: Term): Term {
  const type = oneType(list);
  const length = knownLength(list);
  if (length === undefined) return unknown(type, reasonOf(list));
  if (length > 1) throw new EvaluationError(ONE);
  return itemsOf(list)[0] ?? nullOf(type);
}

/** Go's remainder of a negative index is negative, unless the index is a multiple of the length. */
function leavesRest({ items }: Of<"tuple">, index: Term): boolean {
  const at = int64(index, "index");
  return at < 0n && items.length > 0 && at % BigInt(items.length) !== 0n;
}
