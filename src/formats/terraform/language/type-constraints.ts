import { known, unresolved } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import type { Expression } from "../syntax/ast.ts";
import { toBoolean, toNumber, toText } from "./convert.ts";
import { compareText } from "./for.ts";
import { handedOut, listOf, mapOf, marksOf, ordered, stringSet } from "./values.ts";

type Evaluate = (expression: Expression) => Value;

/**
 * The value as a variable's type makes it: `list(string)`, `object({ a = optional(number, 1) })`.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function convertTo(type: Expression, value: Value, evaluate: Evaluate): Value {
  if (value.kind === "unresolved" || (value.kind === "known" && value.value === null)) return value;
  if (type.kind === "traversal" && type.steps.length === 0) return convertToPrimitive(type.root, value);
  if (type.kind !== "call") return value;
  const [inner] = type.args;
  switch (type.name) {
    case "list":
      return inner ? convertElements(inner, value, evaluate) : value;
    case "set":
      return inner ? asSet(convertElements(inner, value, evaluate)) : value;
    case "map":
      return inner ? convertEntries(inner, value, evaluate) : value;
    case "object":
      return inner?.kind === "object" ? convertObject(inner, value, evaluate) : value;
    case "tuple":
      return inner?.kind === "tuple" ? convertTuple(inner.items, value, evaluate) : value;
    default:
      return value;
  }
}

function convertToPrimitive(name: string, value: Value): Value {
  if (name === "string") return toText(value);
  if (name === "number") return toNumber(value);
  if (name === "bool") return toBoolean(value);
  return value;
}

function convertElements(type: Expression, value: Value, evaluate: Evaluate): Value {
  if (value.kind !== "list") return mismatch("a list", value);
  return listOf(
    value.items.map((item) => convertTo(type, handedOut(value, item), evaluate)),
    marksOf(value),
  );
}

/** Sets of strings in Terraform's order, each once; sets of other things as they are written. */
function asSet(value: Value): Value {
  if (value.kind !== "list") return value;
  const areStrings = value.items.every((item) => item.kind === "known" && typeof item.value === "string");
  if (!areStrings) return ordered(value, "set");
  return stringSet(
    value.items.map((item) => handedOut(value, item)),
    compareText,
    marksOf(value),
  );
}

function convertEntries(type: Expression, value: Value, evaluate: Evaluate): Value {
  if (value.kind !== "map") return mismatch("a map", value);
  const entries = [...value.entries].map(
    ([key, item]) => [key, convertTo(type, handedOut(value, item), evaluate)] as const,
  );
  return mapOf(new Map(entries), marksOf(value));
}

/** Attributes that the type does not name are left out; optional ones that are missing take their default, or null. */
function convertObject(type: Extract<Expression, { kind: "object" }>, value: Value, evaluate: Evaluate): Value {
  if (value.kind !== "map") return mismatch("an object", value);
  const entries = new Map<string, Value>();
  for (const item of type.items) {
    if (item.key.kind !== "string") continue;
    const name = item.key.value;
    const optional = item.value.kind === "call" && item.value.name === "optional";
    const [inner = item.value, fallback] = item.value.kind === "call" && optional ? item.value.args : [item.value];
    const given = value.entries.get(name);
    const isGiven = given && !(given.kind === "known" && given.value === null && fallback);
    if (isGiven) entries.set(name, convertTo(inner, handedOut(value, given), evaluate));
    else if (!optional) return mismatch(`an object with \`${name}\``, value);
    else entries.set(name, fallback ? convertTo(inner, evaluate(fallback), evaluate) : known(null));
  }
  return mapOf(entries, marksOf(value));
}

function convertTuple(types: readonly Expression[], value: Value, evaluate: Evaluate): Value {
  if (value.kind !== "list" || value.items.length !== types.length)
    return mismatch(`a tuple of ${types.length}`, value);
  const items = value.items.map((item, index) => {
    const type = types[index];
    return type ? convertTo(type, handedOut(value, item), evaluate) : item;
  });
  return listOf(items, marksOf(value));
}

function mismatch(wanted: string, value: Value): Value {
  return unresolved(`the value given is not ${wanted}, as the variable's type wants it`, marksOf(value));
}
