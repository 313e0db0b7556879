import { EvaluationError } from "../evaluation-error.ts";
import { marksOf } from "../marks.ts";
import { isSequence, mayBeSet, tuple, unknown } from "../term.ts";
import type { Marks, Term } from "../term.ts";
import { DYNAMIC } from "../types.ts";
import { argumentAt, elementTypes, knownLength, reasonOf } from "./arguments.ts";
import type { FunctionTable } from "./function.ts";

/** `flatten`: lists in lists, at any depth, become one. Elements that are no lists may be unknown. */
export const collectionFlattening: FunctionTable = {
  flatten: {
    kind: "function",
    parameters: [{ name: "list", type: DYNAMIC, allowMarked: true }],
    returns: DYNAMIC,
    call: (args) => flatten(argumentAt(args, 0)),
  },
};

function flatten(list: Term): Term {
  if (!isSequence(list)) throw new EvaluationError("a list, a set or a tuple is required");
  const flat: Flat = { items: [], marks: {} };
  gather(list, flat);
  if (flat.open !== undefined) return unknown(DYNAMIC, flat.open, flat.marks);
  return tuple(flat.items, flat.marks);
}

/** What was found so far; `open` is why the elements cannot be told. */
type Flat = { readonly items: Term[]; marks: Marks; open?: string };

function gather(list: Term, flat: Flat): void {
  flat.marks = marksOf(flat.marks, list);
  if (!isSequence(list) || knownLength(list) === undefined) {
    flat.open ??= reasonOf(list);
    return;
  }
  if (mayBeSet(list) && list.items.length > 1) {
    flat.open ??= "whether a part of what is flattened is a list or a set is not known";
  }
  for (const item of list.items) {
    if (isSequence(item) || (item.kind === "unknown" && mayBeSequence(item))) gather(item, flat);
    else flat.items.push(item);
  }
}

function mayBeSequence({ type }: Extract<Term, { kind: "unknown" }>): boolean {
  return type.kind === "dynamic" || elementTypes(type) !== undefined;
}
