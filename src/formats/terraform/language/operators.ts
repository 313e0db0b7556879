import { known, toJson, unresolved } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import { toBoolean, toNumber } from "./convert.ts";
import { compute } from "./numbers.ts";
import type { Arithmetic } from "./numbers.ts";
import { deepMarksOf, marksOf, unresolvedLike } from "./values.ts";

/** Terraform's operators (https://developer.hashicorp.com/terraform/language/expressions/operators). */
export function applyBinary(operator: string, left: Value, right: Value): Value {
  if (operator === "&&" || operator === "||") return applyLogic(operator, toBoolean(left), toBoolean(right));
  if (operator === "==" || operator === "!=") return applyEquality(operator, left, right);
  return applyNumeric(operator, toNumber(left), toNumber(right));
}

/** `!` and `-`. */
export function applyUnary(operator: string, operand: Value): Value {
  if (operator === "-") return applyNumeric("-", known(0), toNumber(operand));
  const value = toBoolean(operand);
  if (value.kind === "unresolved") return unresolvedLike(value);
  if (value.kind !== "known" || typeof value.value !== "boolean")
    return unresolved("`!` is given no boolean", marksOf(value));
  return known(!value.value, marksOf(value));
}

/** One side may decide alone: `false && x` is false whatever x is. */
function applyLogic(operator: "&&" | "||", left: Value, right: Value): Value {
  const deciding = operator === "||";
  const marks = marksOf(left, right);
  for (const side of [left, right]) {
    if (side.kind === "known" && side.value === deciding) return known(deciding, marks);
  }
  for (const side of [left, right]) {
    if (side.kind === "unresolved") return unresolvedLike(side, left, right);
    if (side.kind !== "known" || side.value === null) return unresolved(`\`${operator}\` is given no boolean`, marks);
  }
  return known(!deciding, marks);
}

function applyEquality(operator: "==" | "!=", left: Value, right: Value): Value {
  const marks = deepMarksOf(left, right);
  const equal = isEqual(left, right);
  if (typeof equal === "object") return unresolvedLike(equal, left, right);
  return known(operator === "==" ? equal : !equal, marks);
}

/** Values of different types are never equal. */
function isEqual(left: Value, right: Value): boolean | Extract<Value, { kind: "unresolved" }> {
  if (left.kind === "unresolved") return left;
  if (right.kind === "unresolved") return right;
  if (left.kind === "known" && right.kind === "known") return left.value === right.value;
  if (left.kind === "known" || right.kind === "known") return false;
  const a = toJson(left);
  const b = toJson(right);
  if (a === undefined || b === undefined) return unresolved("the collections that are compared are not known in full");
  if (canonical(a) !== canonical(b)) return false;
  // Equal contents of different types (`tolist(["a"]) == ["a"]`) are not equal, and types are not followed.
  return unresolved("whether two collections with equal contents have one type is not followed");
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, child: unknown) =>
    typeof child === "object" && child !== null && !Array.isArray(child)
      ? Object.entries(child).toSorted(([a], [b]) => (a < b ? -1 : 1))
      : child,
  );
}

function applyNumeric(operator: string, left: Value, right: Value): Value {
  const marks = marksOf(left, right);
  for (const side of [left, right]) {
    if (side.kind === "unresolved") return unresolvedLike(side, left, right);
  }
  const a = left.kind === "known" ? left.value : null;
  const b = right.kind === "known" ? right.value : null;
  if (typeof a !== "number" || typeof b !== "number") return unresolved(`\`${operator}\` is given no number`, marks);
  if (operator === "<") return known(a < b, marks);
  if (operator === "<=") return known(a <= b, marks);
  if (operator === ">") return known(a > b, marks);
  if (operator === ">=") return known(a >= b, marks);
  const result = compute(operator as Arithmetic, a, b);
  if (result === "invalid") return unresolved("a number is divided by zero", marks);
  if (result === undefined)
    return unresolved(`the result of \`${operator}\` has too many digits to be worked with`, marks);
  return known(result, marks);
}
