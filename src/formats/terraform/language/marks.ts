import { childrenOf, isKeyed, isLeaf, isSequence } from "./term.ts";
import type { Marks, Term } from "./term.ts";

/** The marks of all the terms together. */
export function marksOf(...terms: readonly (Marks | undefined)[]): Marks {
  let result: Marks = NONE;
  for (const term of terms) if (term) result = union(result, term);
  return result;
}

const NONE: Marks = {};

function union(left: Marks, right: Marks): Marks {
  const { sensitive, ephemeral, derivedFrom } = right;
  if (!sensitive && !ephemeral && derivedFrom === undefined) return left;
  const origin = left.derivedFrom ?? derivedFrom;
  return {
    ...((left.sensitive || sensitive) && { sensitive: true }),
    ...((left.ephemeral || ephemeral) && { ephemeral: true }),
    ...(origin !== undefined && { derivedFrom: origin }),
  };
}

/** As `marksOf`, with what lies inside. */
export function deepMarksOf(...terms: readonly Term[]): Marks {
  return terms.reduce(deepUnion, NONE);
}

function deepUnion(marks: Marks, term: Term): Marks {
  let result = union(marks, term);
  if (isLeaf(term)) return result;
  for (const child of childrenOf(term)) result = deepUnion(result, child);
  return result;
}

/** The term with more marks. */
export function withMarks<T extends Term>(term: T, ...marks: readonly (Marks | undefined)[]): T {
  const all = marksOf(term, ...marks);
  if (all.sensitive === term.sensitive && all.ephemeral === term.ephemeral && all.derivedFrom === term.derivedFrom) {
    return term;
  }
  return { ...term, ...all };
}

/** The term without its own marks. */
function unmarked<T extends Term>(term: T): T {
  if (!term.sensitive && !term.ephemeral && term.derivedFrom === undefined) return term;
  const { sensitive: _s, ephemeral: _e, derivedFrom: _d, ...rest } = term;
  return rest as T;
}

/** The term without any marks in it. */
export function unmarkedDeep(term: Term): Term {
  if (isSequence(term)) return { ...unmarked(term), items: term.items.map(unmarkedDeep) };
  if (isKeyed(term)) {
    return { ...unmarked(term), entries: new Map([...term.entries].map(([key, child]) => [key, unmarkedDeep(child)])) };
  }
  return unmarked(term);
}

/** An item of a collection, which comes from the resource that the collection comes from; other marks stay on the collection. */
export function itemOf<T extends Term>(collection: Term, item: T): T {
  const { derivedFrom } = collection;
  return derivedFrom === undefined ? item : withMarks(item, { derivedFrom });
}
