import { known, unresolved } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import type { Expression, TemplatePart } from "../syntax/ast.ts";
import { conditionOf, scalarText } from "./convert.ts";
import { withNames } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { iterationsOf } from "./for.ts";
import { handedOut, marksOf, text, unresolvedLike } from "./values.ts";

type Evaluate = (expression: Expression, frame: Frame) => Value;

/** The string that a template's parts make. One unresolved part leaves the whole string unresolved. */
export function evaluateParts(parts: readonly TemplatePart[], frame: Frame, evaluate: Evaluate): Value {
  let result = "";
  const values: Value[] = [];
  for (const part of parts) {
    if (typeof part === "string") {
      result += part;
      continue;
    }
    const value = evaluatePart(part, frame, evaluate);
    values.push(value);
    if (value.kind === "unresolved") return unresolvedLike(value, ...values);
    if (value.kind !== "known") return unresolved("a template cannot hold a collection", marksOf(...values));
    if (value.value === null) return unresolved("a template cannot hold null", marksOf(...values));
    result += scalarText(value.value);
  }
  return text(result, marksOf(...values));
}

function evaluatePart(part: Exclude<TemplatePart, string>, frame: Frame, evaluate: Evaluate): Value {
  if (part.kind === "interpolation") return evaluate(part.value, frame);
  if (part.kind === "if") {
    const condition = evaluate(part.condition, frame);
    const decided = conditionOf(condition);
    if ("unknown" in decided) return decided.unknown;
    const chosen = evaluateParts(decided.known ? part.whenTrue : part.whenFalse, frame, evaluate);
    return handedOut(known(null, marksOf(condition)), chosen);
  }
  const collection = evaluate(part.collection, frame);
  const iterations = iterationsOf(collection);
  if (!Array.isArray(iterations)) return iterations;
  let result = "";
  const values: Value[] = [collection];
  for (const { key, value } of iterations) {
    const bound = part.keyName === null ? [] : [[part.keyName, key] as const];
    const body = evaluateParts(part.body, withNames(frame, [...bound, [part.valueName, value]]), evaluate);
    values.push(body);
    if (body.kind !== "known") return body;
    result += String(body.value);
    frame.budget.characters += result.length;
  }
  return text(result, marksOf(...values));
}
