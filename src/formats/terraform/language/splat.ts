import { convert } from "./convert.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { itemOf, marksOf, withMarks } from "./marks.ts";
import { isSequence, listOf, tuple, typeOf, unknown } from "./term.ts";
import type { Term } from "./term.ts";
import { DYNAMIC, listType } from "./types.ts";
import { unify } from "./unify.ts";

/** `value[*].name`: of a sequence's every element; null is no element, anything else is one. */
export function splat(term: Term, each: (item: Term) => Term): Term {
  const type = typeOf(term);
  const isList = type.kind === "list" || type.kind === "set";
  if (term.kind === "null") {
    if (isList || type.kind === "tuple") throw new EvaluationError("a splat of a null sequence");
    return tuple([], marksOf(term));
  }
  const marks = marksOf(term);
  if (isSequence(term)) {
    const items = term.items.map((item) => each(itemOf(term, item)));
    if (!isList) return tuple(items, marks);
    const element =
      items.length === 0
        ? typeOf(each(unknown(type.element, "the list is empty")))
        : (unify(items.map(typeOf)) ?? DYNAMIC);
    return listOf(
      element,
      items.map((item) => convert(item, element)),
      marks,
    );
  }
  if (
    term.kind !== "unknown" ||
    (term.refined?.notNull && !isList && type.kind !== "dynamic" && type.kind !== "tuple")
  ) {
    return withMarks(tuple([each(term)]), marks);
  }
  if (isList)
    return unknown(listType(typeOf(each(unknown(type.element, term.reason)))), term.reason, marks, { notNull: true });
  return unknown(DYNAMIC, term.reason, marks);
}
