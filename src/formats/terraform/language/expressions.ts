import { known, unresolved } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import type { Expression } from "../syntax/ast.ts";
import { spanOf } from "../syntax/lines.ts";
import { access } from "./access.ts";
import { conditionOf, numberLiteral, toText, unified } from "./convert.ts";
import { evaluateFor } from "./for.ts";
import { CHARACTER_LIMIT, DEPTH_LIMIT, STEP_LIMIT } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { functions } from "./functions/index.ts";
import { applyBinary, applyUnary } from "./operators.ts";
import { evaluateParts } from "./template.ts";
import { handedOut, listOf, mapOf, mark, marksOf, text, unresolvedLike } from "./values.ts";

/** The value of an expression: known, or unresolved with the reason, each part for itself. Never throws for what code says. */
export function evaluate(expression: Expression, frame: Frame): Value {
  const { budget } = frame;
  if (budget.depth >= DEPTH_LIMIT) return unresolved("references go too deep to be followed");
  if (budget.steps++ >= STEP_LIMIT || budget.characters >= CHARACTER_LIMIT) {
    return unresolved("the configuration is too large to be worked out in full");
  }
  budget.depth++;
  const value = evaluateNode(expression, frame);
  budget.depth--;
  return value;
}

function evaluateNode(expression: Expression, frame: Frame): Value {
  switch (expression.kind) {
    case "string":
      return known(expression.value);
    case "number":
      return numberLiteral(expression.text);
    case "boolean":
      return known(expression.value);
    case "null":
      return known(null);
    case "template":
      return evaluateTemplate(expression, frame);
    case "traversal":
      return evaluateTraversal(expression, frame);
    case "access":
      return access(evaluate(expression.of, frame), expression.steps, (key) => evaluate(key, frame));
    case "call":
      return evaluateCall(expression, frame);
    case "conditional":
      return evaluateConditional(expression, frame);
    case "binary":
      return evaluateBinary(expression, frame);
    case "unary":
      return applyUnary(expression.operator, evaluate(expression.operand, frame));
    case "tuple":
      return listOf(expression.items.map((item) => located(evaluate(item, frame), item, frame)));
    case "object":
      return evaluateObject(expression, frame);
    case "for":
      break;
  }
  return evaluateFor(expression, frame, evaluate);
}

/** The value with the place where it is written. */
function located(value: Value, place: { readonly at: number; readonly end: number }, frame: Frame): Value {
  return mark(value, { source: spanOf(frame.file.path, frame.file.lines, place) });
}

type Kind<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

function evaluateTemplate(expression: Kind<"template">, frame: Frame): Value {
  const [first] = expression.parts;
  if (expression.wrap && typeof first === "object" && first.kind === "interpolation")
    return evaluate(first.value, frame);
  const value = evaluateParts(expression.parts, frame, evaluate);
  if (value.kind === "known" && typeof value.value === "string") frame.budget.characters += value.value.length;
  return value;
}

function evaluateTraversal(expression: Kind<"traversal">, frame: Frame): Value {
  const bound = frame.names.get(expression.root);
  const { value, rest } = bound
    ? { value: bound, rest: expression.steps }
    : frame.resolve(expression.root, expression.steps);
  return access(value, rest, (key) => evaluate(key, frame));
}

function evaluateConditional(expression: Kind<"conditional">, frame: Frame): Value {
  const condition = evaluate(expression.condition, frame);
  const decided = conditionOf(condition);
  if ("unknown" in decided) return decided.unknown;
  const chosen = evaluate(decided.known ? expression.whenTrue : expression.whenFalse, frame);
  // Only a primitive or a list can change its type; the other branch is left alone where it cannot matter.
  if (chosen.kind !== "known" && chosen.kind !== "list") return handedOut(known(null, marksOf(condition)), chosen);
  const other = evaluate(decided.known ? expression.whenFalse : expression.whenTrue, frame);
  return handedOut(known(null, marksOf(condition)), unified(chosen, other));
}

function evaluateBinary(expression: Kind<"binary">, frame: Frame): Value {
  return applyBinary(expression.operator, evaluate(expression.left, frame), evaluate(expression.right, frame));
}

function evaluateObject(expression: Kind<"object">, frame: Frame): Value {
  const entries = new Map<string, Value>();
  const keys: Value[] = [];
  for (const item of expression.items) {
    const key = toText(evaluate(item.key, frame));
    if (key.sensitive) keys.push(key);
    if (key.kind === "unresolved") return unresolvedLike(key);
    if (key.kind !== "known" || typeof key.value !== "string") return unresolved("an object's key is no string");
    const place = { at: item.key.at, end: item.value.end };
    entries.set(key.value, located(evaluate(item.value, frame), place, frame));
  }
  return mapOf(entries, marksOf(...keys));
}

function evaluateCall(expression: Kind<"call">, frame: Frame): Value {
  const implementation = functions.get(expression.name);
  if (!implementation) return unresolved(`function \`${expression.name}\` is not evaluated`);
  if (typeof implementation === "string") return unresolved(`function \`${expression.name}\` ${implementation}`);
  const args = expression.args.map((argument) => evaluate(argument, frame));
  const last = expression.expand ? args.pop() : undefined;
  if (last?.kind === "unresolved") return unresolvedLike(last);
  if (last && last.kind !== "list") return unresolved(`function \`${expression.name}\` is given no list to expand`);
  const value = implementation(last ? [...args, ...last.items.map((item) => handedOut(last, item))] : args);
  if (value === undefined) return unresolved(`function \`${expression.name}\` cannot take these arguments`);
  if (value.kind === "known" && typeof value.value === "string") {
    frame.budget.characters += value.value.length;
    return text(value.value, value);
  }
  return value;
}
