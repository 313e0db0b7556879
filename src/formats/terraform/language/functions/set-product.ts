import { convert } from "../convert.ts";
import { EvaluationError, LimitError } from "../evaluation-error.ts";
import { marksOf, withMarks } from "../marks.ts";
import { setOf } from "../sets.ts";
import { listOf, tuple, typeOf, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { DYNAMIC } from "../types.ts";
import type { Type } from "../types.ts";
import { unify } from "../unify.ts";
import { itemsOf, knownLength, reasonOf } from "./arguments.ts";
import type { FunctionTable } from "./function.ts";

/** More values than these are not made: what is made of them could not be held. */
const MOST_VALUES = 200_000;

/** `setproduct`: every combination of one element of each. */
export const setProducts: FunctionTable = {
  setproduct: {
    kind: "function",
    parameters: [],
    rest: { name: "sets", type: DYNAMIC, allowUnknown: true, allowMarked: true },
    returns: productType,
    call: setProduct,
  },
};

type ProductType = { readonly kind: "list" | "set"; readonly element: Extract<Type, { kind: "tuple" }> };

/** Lists and tuples alone make a list, in their order; with a set among them it is a set. */
function productType(args: readonly Term[]): ProductType {
  if (args.length < 2) throw new EvaluationError("at least two arguments are required");
  const types = args.map(typeOf);
  const kind = types.some((type) => type.kind === "set") ? "set" : "list";
  return { kind, element: { kind: "tuple", elements: types.map(memberType) } };
}

function memberType(type: Type): Type {
  if (type.kind === "set" || type.kind === "list") return type.element;
  if (type.kind !== "tuple") throw new EvaluationError("sets or lists are required");
  if (type.elements.length === 0) return DYNAMIC;
  const element = unify(type.elements);
  if (!element) throw new EvaluationError("all elements must be of the same type");
  return element;
}

function setProduct(args: readonly Term[]): Term {
  const type = productType(args);
  const marks = marksOf(...args);
  const lengths = args.map(lengthByType);
  const open = args.find((argument) => knownLength(argument) === undefined);
  if (open && !(lengths.includes(0) && lengths.every((length) => length !== undefined))) {
    return unknown(type, reasonOf(open), marks);
  }
  const total = lengths.reduce<number>((product, length) => product * (length ?? 0), 1);
  if (total * args.length > MOST_VALUES) throw new LimitError("the product of the sets is too large to be worked out");
  const members = args.map((argument, index) => {
    const element = type.element.elements[index] ?? DYNAMIC;
    return itemsOf(argument).map((item) => convert(item, element));
  });
  const products = total === 0 ? [] : combinations(members).map((items) => tuple(items));
  return type.kind === "list" ? listOf(type.element, products, marks) : withMarks(setOf(type.element, products), marks);
}

/** How many elements there are at most; a tuple's type says it. */
function lengthByType(term: Term): number | undefined {
  const type = typeOf(term);
  if (type.kind === "tuple") return type.elements.length;
  return term.kind === "unknown" ? undefined : itemsOf(term).length;
}

/** The last argument's elements change fastest. */
function combinations(members: readonly (readonly Term[])[]): readonly (readonly Term[])[] {
  let made: readonly (readonly Term[])[] = [[]];
  for (const items of members) made = made.flatMap((start) => items.map((item) => start.concat(item)));
  return made;
}
