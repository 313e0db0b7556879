import { EvaluationError } from "./evaluation-error.ts";
import { withMarks } from "./marks.ts";
import { mismatch } from "./mismatch.ts";
import { outcomeOf } from "./outcome.ts";
import { formatNumber } from "./pure/number-format.ts";
import { parseNumber } from "./pure/number-parse.ts";
import { setOf } from "./sets.ts";
import {
  bool,
  isKeyed,
  isSequence,
  listOf,
  mapOf,
  nullOf,
  number,
  object,
  text,
  tuple,
  typeOf,
  unknown,
} from "./term.ts";
import type { Of, Term } from "./term.ts";
import { DYNAMIC, STRING, isCollection, sameType } from "./types.ts";
import type { ObjectType, Type } from "./types.ts";
import { canConvert, unify } from "./unify.ts";

/**
 * The term converted to a type, as Terraform converts arguments and inputs (cty/convert). Throws an `EvaluationError`
 * where Terraform refuses; what has no exact type here (a resource's argument) is then unknown instead.
 */
export function convert(term: Term, to: Type): Term {
  if (to.kind === "dynamic") return term;
  const from = typeOf(term);
  if (sameType(from, to)) return term;
  if (term.kind === "object" && term.later) return convertOpenObject(term, to);
  if (!canConvert(from, to)) return refuse(term, mismatch(from, to));
  if (term.kind === "unknown") return { ...term, type: from.kind === "dynamic" ? to : completed(from, to) };
  if (term.kind === "null") return { ...term, type: from.kind === "dynamic" ? to : completed(from, to) };
  return copySource(term, convertKnown(term, to));
}

/** A refusal, or an unknown term where the term's type in the provider's schema is not known. */
export function refuse(term: Term, message: string): Term {
  if (term.derivedFrom === undefined) throw new EvaluationError(message);
  return unknown(DYNAMIC, `what type \`${term.derivedFrom}\` gives is not known: ${message}`, term);
}

function copySource(from: Term, to: Term): Term {
  return from.source && !to.source ? { ...to, source: from.source } : to;
}

function convertKnown(term: Term, to: Type): Term {
  switch (to.kind) {
    case "string":
      return toText(term);
    case "number":
      return toNumber(term);
    case "bool":
      return toBool(term);
    case "list":
    case "set":
      return isSequence(term) ? convertSequence(term, to) : refuse(term, mismatch(typeOf(term), to));
    case "map":
      return isKeyed(term) ? convertToMap(term, to.element) : refuse(term, mismatch(typeOf(term), to));
    case "tuple":
      return isSequence(term)
        ? tuple(
            term.items.map((item, index) => convert(item, to.elements[index] ?? DYNAMIC)),
            term,
          )
        : refuse(term, mismatch(typeOf(term), to));
    case "object":
      return isKeyed(term) ? convertToObject(term, to) : refuse(term, mismatch(typeOf(term), to));
    case "dynamic":
      break;
  }
  return term;
}

function toText(term: Term): Term {
  if (term.kind === "number") return withMarks(outcomeOf(formatNumber(term.value), STRING, text), term);
  if (term.kind === "bool") return text(String(term.value), term);
  return term;
}

function toNumber(term: Term): Term {
  const value = term.kind === "string" ? parseNumber(term.value) : undefined;
  return value === undefined ? refuse(term, "a number is required") : number(value, term);
}

/** A string holds a boolean as `true` and `false`, or as `1` and `0`. */
function toBool(term: Term): Term {
  const value = term.kind === "string" ? term.value : "";
  if (value === "true" || value === "1") return bool(true, term);
  if (value === "false" || value === "0") return bool(false, term);
  return refuse(term, "a bool is required");
}

function convertSequence(
  term: Of<"tuple" | "list" | "set">,
  to: Extract<Type, { kind: "list" | "set" | "map" }>,
): Term {
  const element = elementType(term, term.items, to.element);
  if (!element) return refuse(term, mismatch(typeOf(term), to));
  const items = alike(
    term.items.map((item) => withMarks(convert(item, element), {})),
    element,
    to.element,
  );
  const exact = exactElement(items, element);
  return to.kind === "set" ? setOf(exact, items, term) : listOf(exact, items, term);
}

function convertToMap(term: Of<"map" | "object">, wanted: Type): Term {
  const children = [...term.entries.values()];
  const element = elementType(term, children, wanted);
  if (!element) return refuse(term, "all map elements must have the same type");
  const keys = [...term.entries.keys()];
  const items = alike(
    children.map((child) => convert(child, element)),
    element,
    wanted,
  );
  const entries = new Map(keys.map((key, index) => [key, items[index] ?? nullOf(element)] as const));
  return mapOf(exactElement(items, element), entries, term);
}

/** A collection of `any` takes the one type that all its elements convert to; an empty one that was a collection keeps its own. */
function elementType(term: Term, items: readonly Term[], wanted: Type): Type | null {
  if (wanted.kind !== "dynamic") return wanted;
  if (items.length > 0) return unify(items.map(typeOf));
  return "element" in term ? term.element : wanted;
}

/** Elements whose types still differ after the conversion (an `any` inside) are unified. */
function alike(items: readonly Term[], element: Type, wanted: Type): readonly Term[] {
  const [first] = items;
  if (!first || items.every((item) => sameType(typeOf(item), typeOf(first)))) return items;
  const unified = unify(items.map(typeOf));
  if (!unified) throw new EvaluationError("cannot find a common base type for all elements");
  if (
    unified.kind === "dynamic" ||
    sameType(unified, element) ||
    (wanted.kind === "dynamic" && sameType(unified, wanted))
  )
    return items;
  return items.map((item) => convert(item, unified));
}

function exactElement(items: readonly Term[], element: Type): Type {
  const known = items.find((item) => typeOf(item).kind !== "dynamic") ?? items[0];
  return known ? typeOf(known) : withoutOptional(element);
}

/** Attributes that the type does not name are left out; optional ones that are not given are null. */
function convertToObject(term: Of<"map" | "object">, to: ObjectType): Term {
  const entries = new Map<string, Term>();
  for (const [name, type] of to.attributes) {
    const given = term.entries.get(name);
    if (given) entries.set(name, convert(given, type));
    else if (to.optional?.has(name)) entries.set(name, nullOf(withoutOptional(type)));
    else return refuse(term, `map has no element for required attribute "${name}"`);
  }
  return object(entries, term);
}

/** A resource or module passed as an object: its attributes are asked for. */
function convertOpenObject(term: Of<"object">, to: Type): Term {
  if (to.kind !== "object") return unknown(to, "which attributes the object has is not known", term);
  const entries = new Map<string, Term>();
  for (const [name, type] of to.attributes) {
    const given = term.entries.get(name) ?? term.later?.(name);
    entries.set(name, given ? convert(withMarks(given, term), type) : nullOf(withoutOptional(type)));
  }
  return object(entries, term);
}

/** The type without what only constraints say. */
function withoutOptional(type: Type): Type {
  if (isCollection(type)) return { kind: type.kind, element: withoutOptional(type.element) };
  if (type.kind === "tuple") return { kind: "tuple", elements: type.elements.map(withoutOptional) };
  if (type.kind !== "object") return type;
  return {
    kind: "object",
    attributes: new Map([...type.attributes].map(([name, inner]) => [name, withoutOptional(inner)])),
  };
}

/** A constraint with each `any` filled in from the type that is converted. */
function completed(from: Type, to: Type): Type {
  if (to.kind === "dynamic") return from;
  if (from.kind === "dynamic") return withoutOptional(to);
  if (isCollection(to)) return { kind: to.kind, element: completed(elementOf(from) ?? DYNAMIC, to.element) };
  if (to.kind === "tuple") {
    const elements = from.kind === "tuple" ? from.elements : [];
    return { kind: "tuple", elements: to.elements.map((type, index) => completed(elements[index] ?? DYNAMIC, type)) };
  }
  if (to.kind !== "object") return to;
  const attributes = [...to.attributes].map(
    ([name, type]) => [name, completed(attributeOf(from, name), type)] as const,
  );
  return { kind: "object", attributes: new Map(attributes) };
}

function elementOf(type: Type): Type | null {
  if (isCollection(type)) return type.element;
  if (type.kind === "tuple") return unify(type.elements);
  return type.kind === "object" ? unify([...type.attributes.values()]) : null;
}

function attributeOf(type: Type, name: string): Type {
  if (type.kind === "map") return type.element;
  return type.kind === "object" ? (type.attributes.get(name) ?? DYNAMIC) : DYNAMIC;
}
