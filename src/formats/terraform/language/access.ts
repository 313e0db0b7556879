import { known, unresolved } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import type { Expression, Step } from "../syntax/ast.ts";
import { scalarText } from "./convert.ts";
import { handedOut, laterAttributesOf, listOf, marksOf, unresolvedLike } from "./values.ts";

type Evaluate = (expression: Expression) => Value;

/** Takes the steps of a reference (`.name`, `["key"]`, `[0]`, `[*].name`) from a value. */
export function access(value: Value, steps: readonly Step[], evaluate: Evaluate): Value {
  let current = value;
  for (const step of steps) {
    if (current.kind === "unresolved") return unresolvedLike(current);
    if (typeof step === "string") current = attributeOf(current, step);
    else if (step.kind === "index") current = elementOf(current, evaluate(step.key));
    else current = splatOf(current, step.each, evaluate);
  }
  return current;
}

/** An attribute of an object, or of a map. */
export function attributeOf(value: Value, name: string): Value {
  if (value.kind === "unresolved") return value;
  if (value.kind !== "map") return unresolved(`there is no attribute \`${name}\` on what is no object`, marksOf(value));
  const entry = value.entries.get(name);
  if (entry) return handedOut(value, entry);
  const later = laterAttributesOf(value);
  return later ? handedOut(value, later(name)) : unresolved(`there is no attribute \`${name}\``, marksOf(value));
}

/** An element of a list by number, of a map by key; each may be written as the other's type. */
function elementOf(value: Value, key: Value): Value {
  if (value.kind === "unresolved") return value;
  if (key.kind === "unresolved") return unresolvedLike(key, value);
  if (key.kind !== "known" || key.value === null)
    return unresolved("an index is no string or number", marksOf(value, key));
  if (value.kind === "map") {
    const name = scalarText(key.value);
    if (key.sensitive && !value.entries.has(name))
      return unresolved("there is no such attribute as a sensitive value names", marksOf(value, key));
    return handedOut(known(null, marksOf(key)), attributeOf(value, name));
  }
  if (value.kind !== "list") return unresolved("only collections have elements", marksOf(value, key));
  const index = Number(key.value);
  const item = Number.isInteger(index) && index >= 0 ? value.items[index] : undefined;
  if (!item)
    return unresolved(
      `there is no element ${key.sensitive ? "of that number" : scalarText(key.value)}`,
      marksOf(value, key),
    );
  return handedOut(known(null, marksOf(key)), handedOut(value, item));
}

/** `value[*].name`: of a list's every element; null is no element, anything else is one. */
function splatOf(value: Value, each: readonly Step[], evaluate: Evaluate): Value {
  if (value.kind === "known" && value.value === null) return listOf([], marksOf(value));
  const items = value.kind === "list" ? value.items.map((item) => handedOut(value, item)) : [value];
  return listOf(
    items.map((item) => access(item, each, evaluate)),
    marksOf(value),
  );
}
