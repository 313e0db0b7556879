import type { Expression } from "../syntax/ast.ts";
import { convert } from "./convert.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { isKeyed, isSequence, listOf, mapOf, object } from "./term.ts";
import type { Term } from "./term.ts";
import { setOf } from "./sets.ts";
import { BOOL, DYNAMIC, listType, mapType, NUMBER, setType, STRING } from "./types.ts";
import type { Type } from "./types.ts";

/**
 * A variable's type as it is written, `object({ a = optional(number, 1) })`, with the defaults of optional attributes.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export type Constraint = { readonly type: Type; readonly defaults: Defaults | null };

/** Defaults at one place of a type, and at the places inside it. */
type Defaults = {
  readonly values: ReadonlyMap<string, Term>;
  /** Of attributes by name; of a collection's elements under the empty name. */
  readonly children: ReadonlyMap<string, Defaults>;
};

const PRIMITIVES: ReadonlyMap<string, Type> = new Map([
  ["string", STRING],
  ["number", NUMBER],
  ["bool", BOOL],
  ["any", DYNAMIC],
  // Terraform 0.11 had them without an element type.
  ["list", listType(DYNAMIC)],
  ["map", mapType(DYNAMIC)],
]);

/** Reads a type. Throws an `EvaluationError` for what is none. */
export function constraintOf(expression: Expression, evaluate: (expression: Expression) => Term): Constraint {
  const name = expression.kind === "string" ? expression.value : bareName(expression);
  if (name !== undefined) {
    const type = PRIMITIVES.get(name);
    if (!type) throw new EvaluationError(`\`${name}\` is no type`, expression);
    return { type, defaults: null };
  }
  if (expression.kind !== "call")
    throw new EvaluationError("a type is a word or a call such as `list(string)`", expression);
  const [inner] = expression.args;
  if (!inner) throw new EvaluationError(`\`${expression.name}\` lacks its element type`, expression);
  switch (expression.name) {
    case "list":
    case "set":
    case "map":
      return collection(expression.name, constraintOf(inner, evaluate));
    case "object":
      return objectConstraint(inner, evaluate);
    case "tuple":
      return tupleConstraint(inner, evaluate);
    default:
      throw new EvaluationError(`\`${expression.name}\` is no type`, expression);
  }
}

function bareName(expression: Expression): string | undefined {
  return expression.kind === "traversal" && expression.steps.length === 0 ? expression.root : undefined;
}

function collection(kind: "list" | "set" | "map", { type, defaults }: Constraint): Constraint {
  const make = { list: listType, set: setType, map: mapType }[kind];
  return { type: make(type), defaults: defaults && { values: new Map(), children: new Map([["", defaults]]) } };
}

function tupleConstraint(inner: Expression, evaluate: (expression: Expression) => Term): Constraint {
  if (inner.kind !== "tuple") throw new EvaluationError("`tuple` takes a list of types", inner);
  const parts = inner.items.map((item) => constraintOf(item, evaluate));
  const children = parts.flatMap(({ defaults }, index) => (defaults ? [[String(index), defaults] as const] : []));
  const type: Type = { kind: "tuple", elements: parts.map((part) => part.type) };
  return { type, defaults: children.length === 0 ? null : { values: new Map(), children: new Map(children) } };
}

function objectConstraint(inner: Expression, evaluate: (expression: Expression) => Term): Constraint {
  if (inner.kind !== "object") throw new EvaluationError("`object` takes the types of its attributes", inner);
  const attributes = new Map<string, Type>();
  const optional = new Set<string>();
  const values = new Map<string, Term>();
  const children = new Map<string, Defaults>();
  for (const { key, value } of inner.items) {
    if (key.kind !== "string") throw new EvaluationError("an attribute's name is to be a plain word", key);
    const isOptional = value.kind === "call" && value.name === "optional";
    const [declared = value, fallback] = isOptional ? value.args : [value];
    const { type, defaults } = constraintOf(declared, evaluate);
    attributes.set(key.value, type);
    if (isOptional) optional.add(key.value);
    if (defaults) children.set(key.value, defaults);
    if (fallback) values.set(key.value, withDefaults(convert(evaluate(fallback), type), defaults));
  }
  const type: Type = { kind: "object", attributes, ...(optional.size > 0 && { optional }) };
  return { type, defaults: values.size + children.size === 0 ? null : { values, children } };
}

/** The term with defaults for what it leaves out or gives as null, then of the type: as Terraform takes a variable's value. */
export function conform(term: Term, { type, defaults }: Constraint): Term {
  return convert(withDefaults(term, defaults), type);
}

/** Defaults go in before the conversion, so that an attribute that is left out counts as given. */
function withDefaults(term: Term, defaults: Defaults | null): Term {
  if (!defaults || term.kind === "null") return term;
  if (isSequence(term)) {
    const items = term.items.map((item, index) =>
      withDefaults(item, childAt(defaults, term.kind === "tuple" ? String(index) : "")),
    );
    if (term.kind === "tuple") return { ...term, items };
    return term.kind === "set" ? setOf(term.element, items, term) : listOf(term.element, items, term);
  }
  if (!isKeyed(term) || (term.kind === "object" && term.later)) return term;
  const inner = defaults.children.get("");
  const entries = new Map<string, Term>(term.entries);
  for (const [name, child] of term.entries) {
    const own = defaults.children.get(name) ?? inner;
    const fallback = defaults.values.get(name);
    if (child.kind === "null" && fallback) entries.set(name, fallback);
    else if (own) entries.set(name, withDefaults(child, own));
  }
  for (const [name, fallback] of defaults.values) if (!entries.has(name)) entries.set(name, fallback);
  return term.kind === "map" && defaults.values.size === 0 ? mapOf(term.element, entries, term) : object(entries, term);
}

/** Elements of a collection share their defaults, those of a tuple have their own. */
function childAt(defaults: Defaults, name: string): Defaults | null {
  return defaults.children.get(name) ?? defaults.children.get("") ?? null;
}
