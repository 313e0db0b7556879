import type { Expression, Step } from "../syntax/ast.ts";
import { convert, refuse } from "./convert.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { marksOf, withMarks } from "./marks.ts";
import { isInteger, signOf } from "./pure/number.ts";
import { toDouble } from "./pure/number-double.ts";
import { splat } from "./splat.ts";
import { isKeyed, isSequence, typeOf, unknown } from "./term.ts";
import type { Of, Term } from "./term.ts";
import { DYNAMIC, isCollection, NUMBER, STRING } from "./types.ts";
import type { Type } from "./types.ts";

/** Takes the steps of a reference (`.name`, `["key"]`, `[0]`, `[*].name`) from a value. */
export function access(term: Term, steps: readonly Step[], evaluate: (expression: Expression) => Term): Term {
  let current = term;
  for (const step of steps) {
    if (typeof step === "string") current = attributeOf(current, step);
    else if (step.kind === "index") current = elementOf(current, evaluate(step.key));
    else current = splat(current, (item) => access(item, step.each, evaluate));
  }
  return current;
}

/** An attribute of an object, or of a map. */
function attributeOf(term: Term, name: string): Term {
  if (term.kind === "unknown") return unknownAttribute(term, name);
  if (term.kind === "null") return refuse(term, "the value is null, so it does not have any attributes");
  if (!isKeyed(term)) return refuse(term, `there is no attribute \`${name}\` on what is no object`);
  const entry = term.entries.get(name);
  if (entry) return withMarks(entry, term);
  const later = term.kind === "object" ? term.later : undefined;
  return later ? withMarks(later(name), term) : refuse(term, `there is no attribute \`${name}\``);
}

function unknownAttribute(term: Of<"unknown">, name: string): Term {
  const { type } = term;
  if (type.kind === "object") {
    const attribute = type.attributes.get(name);
    return attribute
      ? unknown(attribute, term.reason, marksOf(term))
      : refuse(term, `there is no attribute \`${name}\``);
  }
  if (type.kind === "map") return unknown(type.element, term.reason, marksOf(term));
  if (type.kind === "dynamic") return unknown(DYNAMIC, term.reason, marksOf(term));
  return refuse(term, `there is no attribute \`${name}\` on what is no object`);
}

/** An element of a list by number, of a map or an object by key; each may be written as the other's type. */
function elementOf(term: Term, key: Term): Term {
  if (term.kind === "null") return refuse(term, "the value is null, so it does not have any elements");
  if (key.kind === "null") return refuse(key, "an index is null");
  const type = typeOf(term);
  if (term.kind === "object" && term.later && key.kind === "string")
    return withMarks(attributeOf(term, key.value), key);
  if (type.kind === "dynamic" || typeOf(key).kind === "dynamic")
    return unknown(DYNAMIC, reasonOf(term, key), marksOf(term));
  if (type.kind === "set") return refuse(term, "elements of a set have no index or key");
  if (type.kind === "list" || type.kind === "tuple") return item(term, convert(key, NUMBER), type);
  if (type.kind === "map" || type.kind === "object") return entry(term, convert(key, STRING), type);
  return refuse(term, "the value has no elements");
}

function item(term: Term, key: Term, type: Type): Term {
  const marks = marksOf(term, key);
  if (key.kind !== "number" || !isSequence(term)) {
    if (key.kind === "number" && (signOf(key.value) < 0 || !isInteger(key.value)))
      return refuse(term, "an index is no whole number");
    if (key.kind === "number" && type.kind === "tuple") {
      const element = type.elements[toDouble(key.value)];
      return element
        ? unknown(element, reasonOf(term, key), marks)
        : refuse(term, "there is no element of that number");
    }
    return unknown(isCollection(type) ? type.element : DYNAMIC, reasonOf(term, key), marks);
  }
  const index = isInteger(key.value) ? toDouble(key.value) : -1;
  const found = term.items[index];
  if (found) return withMarks(found, term, key);
  if (term.items.length === 0) return refuse(term, "the collection has no elements");
  return refuse(
    term,
    key.sensitive ? "there is no element of that number" : `there is no element ${toDouble(key.value)}`,
  );
}

function entry(term: Term, key: Term, type: Type): Term {
  const known = isKeyed(term) && key.kind === "string" ? term.entries.get(key.value) : undefined;
  // What marks the key of an object's attribute is not passed on (hcl.Index).
  if (known) return type.kind === "map" ? withMarks(known, term, key) : withMarks(known, term);
  if (isKeyed(term) && key.kind === "string") {
    const shown = key.sensitive ? "a sensitive value names" : JSON.stringify(key.value);
    return refuse(term, `there is no element with the key ${shown}`);
  }
  if (key.kind === "string" && type.kind === "object") {
    const attribute = type.attributes.get(key.value);
    return attribute
      ? unknown(attribute, reasonOf(term, key), marksOf(term))
      : refuse(term, "there is no element with that key");
  }
  return unknown(type.kind === "map" ? type.element : DYNAMIC, reasonOf(term, key), marksOf(term, key));
}

function reasonOf(...terms: readonly Term[]): string {
  for (const term of terms) if (term.kind === "unknown") return term.reason;
  const loose = terms.find(({ derivedFrom }) => derivedFrom !== undefined);
  if (loose) return `what type \`${loose.derivedFrom}\` gives is not known`;
  throw new EvaluationError("the value has no elements");
}
