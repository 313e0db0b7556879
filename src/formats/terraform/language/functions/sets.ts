import { convert } from "../convert.ts";
import { rawEqual } from "../equality.ts";
import { EvaluationError } from "../evaluation-error.ts";
import { hashText } from "../hash-text.ts";
import { setOf } from "../sets.ts";
import { typeOf, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { DYNAMIC, isCollection, sameType, setType } from "../types.ts";
import type { CollectionType } from "../types.ts";
import { unify } from "../unify.ts";
import { elementOf, isWhollyKnown, itemsOf, reasonOf } from "./arguments.ts";
import type { FunctionSpec, FunctionTable, Parameter } from "./function.ts";

/** The functions of set algebra. */
export const sets: FunctionTable = {
  setunion: setFunction({ rest: set("other_sets") }, (left, right) => [...left, ...right], true),
  setintersection: setFunction({ rest: set("other_sets") }, (left, right) => left.filter(heldBy(right))),
  setsubtract: setFunction({ second: set("b") }, (left, right) => {
    const isHeld = heldBy(right);
    return left.filter((item) => !isHeld(item));
  }),
};

const ONE_TYPE = "the sets must have elements of one type";

type Operation = (left: readonly Term[], right: readonly Term[]) => readonly Term[];

function set(name: string): Parameter {
  return { name, type: setType(DYNAMIC), allowDynamic: true, anyOrder: true };
}

/** Only a union can be told of elements that are not known: in any other they may leave the result, or stay. */
function setFunction(
  { second, rest }: { readonly second?: Parameter; readonly rest?: Parameter },
  operate: Operation,
  takesUnknown = false,
): FunctionSpec {
  return {
    kind: "function",
    parameters: [set(second ? "a" : "first_set"), ...(second ? [second] : [])],
    ...(rest && { rest }),
    returns: resultType,
    call: (args) => {
      const type = resultType(args);
      const converted = args.map((argument) => convert(argument, type));
      if (!takesUnknown && !isWhollyKnown(...converted)) return unknown(type, reasonOf(...converted));
      const [first, ...others] = converted.map(typeOf);
      // Sets of `any` keep the elements that they have.
      if (first && !others.every((other) => sameType(first, other))) throw new EvaluationError(ONE_TYPE);
      const items = converted.map(itemsOf).reduce(operate);
      return setOf(elementOf(items, type.element), items);
    },
  };
}

/** An empty set without an element type takes that of the others. */
function resultType(args: readonly Term[]): CollectionType {
  const elements = args.flatMap((argument) => {
    const type = typeOf(argument);
    const element = isCollection(type) ? type.element : DYNAMIC;
    const isEmpty = argument.kind === "set" && argument.items.length === 0;
    return isEmpty && element.kind === "dynamic" ? [] : [element];
  });
  if (elements.length === 0) return setType(DYNAMIC);
  const element = unify(elements);
  if (!element) throw new EvaluationError(ONE_TYPE);
  return setType(element);
}

function heldBy(items: readonly Term[]): (item: Term) => boolean {
  const byHash = new Map<string, Term[]>();
  for (const item of items) {
    const hash = hashText(item);
    const same = byHash.get(hash);
    if (same) same.push(item);
    else byHash.set(hash, [item]);
  }
  return (item) => byHash.get(hashText(item))?.some((other) => rawEqual(item, other)) ?? false;
}
