import { hasLooseType } from "../equality.ts";
import { LimitError } from "../evaluation-error.ts";
import { unsupported } from "../pure/failure.ts";
import type { Failure } from "../pure/failure.ts";
import type { PlainValue } from "../pure/plain-value.ts";
import { isKeyed, isSequence, nullOf, number, object, text, tuple, bool } from "../term.ts";
import type { Keyed, Sequence, Term } from "../term.ts";

/** Deeper values are not worked out; a document may be nested deeper than the stack is. */
const DEEPEST = 400;

/**
 * A term without what its types say. An `unsupported` failure with the reason where it is not known in full, or where a
 * resource's argument, whose type only the provider knows, may be written in more than one way.
 */
export function plainOf(term: Term): PlainValue | Failure {
  if (term.kind === "unknown") return unsupported(term.reason);
  if (hasLooseType(term)) return unsupported(`what type \`${term.derivedFrom}\` gives is not known`);
  if (isSequence(term)) return plainSequence(term);
  if (isKeyed(term)) return plainKeyed(term);
  if (term.kind === "null") return { kind: "null" };
  if (term.kind === "string") return { kind: "string", value: term.value };
  return term.kind === "number" ? { kind: "number", value: term.value } : { kind: "bool", value: term.value };
}

function plainSequence({ items }: Sequence): PlainValue | Failure {
  const values: PlainValue[] = [];
  for (const item of items) {
    const value = plainOf(item);
    if ("error" in value) return value;
    values.push(value);
  }
  return { kind: "tuple", items: values };
}

function plainKeyed(term: Keyed): PlainValue | Failure {
  if ("later" in term) return unsupported("not all attributes of the object are known");
  const entries = new Map<string, PlainValue>();
  for (const [key, child] of term.entries) {
    const value = plainOf(child);
    if ("error" in value) return value;
    entries.set(key, value);
  }
  return { kind: "object", entries };
}

/** Plain data with the types of what is decoded from a text: tuples and objects. Throws a `LimitError` for too deep or too much of it. */
export function termOf(value: PlainValue, depth = 0): Term {
  if (depth > DEEPEST) throw new LimitError("the document is nested too deeply to be worked out");
  switch (value.kind) {
    case "string":
      return text(value.value);
    case "number":
      return number(value.value);
    case "bool":
      return bool(value.value);
    case "tuple":
      return tuple(value.items.map((item) => termOf(item, depth + 1)));
    case "object":
      return object(new Map([...value.entries].map(([key, child]) => [text(key).value, termOf(child, depth + 1)])));
    case "null":
      break;
  }
  return nullOf();
}
