import type { Expression } from "../syntax/ast.ts";
import { convert } from "./convert.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { isEqual } from "./equality.ts";
import type { Evaluate, Frame } from "./frame.ts";
import { deepMarksOf, marksOf, withMarks } from "./marks.ts";
import { outcomeOf } from "./outcome.ts";
import type { Failure } from "./pure/failure.ts";
import { compare as compareNumbers } from "./pure/number.ts";
import type { Num } from "./pure/number.ts";
import { add, divide, multiply, negate, remainder, subtract } from "./pure/number-arithmetic.ts";
import { bool, firstUnknown, number, unknown } from "./term.ts";
import type { Marks, Term } from "./term.ts";
import { BOOL, NUMBER } from "./types.ts";

type Binary = Extract<Expression, { kind: "binary" }>;
type Unary = Extract<Expression, { kind: "unary" }>;

/** Terraform's operators (https://developer.hashicorp.com/terraform/language/expressions/operators). */
export function evaluateBinary(expression: Binary, frame: Frame, evaluate: Evaluate): Term {
  const { operator } = expression;
  if (operator === "&&" || operator === "||") return evaluateLogic(expression, frame, evaluate);
  const left = evaluate(expression.left, frame);
  const right = evaluate(expression.right, frame);
  if (operator === "==" || operator === "!=") return applyEquality(operator, left, right);
  return applyNumeric(operator, convert(left, NUMBER), convert(right, NUMBER));
}

/** `!` and `-`. */
export function evaluateUnary({ operator, operand }: Unary, frame: Frame, evaluate: Evaluate): Term {
  const wanted = operator === "-" ? NUMBER : BOOL;
  const term = notNull(convert(evaluate(operand, frame), wanted), operator);
  if (term.kind === "number") return number(negate(term.value), marksOf(term));
  if (term.kind === "bool") return bool(!term.value, marksOf(term));
  return unknown(wanted, reasonOf(term), marksOf(term), { notNull: true });
}

/** Since 1.12 one side may decide alone: `false && x` is false, be x unknown or an error. Before, both are looked at. */
function evaluateLogic(expression: Binary, frame: Frame, evaluate: Evaluate): Term {
  const { operator } = expression;
  const deciding = operator === "||";
  const { shortCircuit } = frame.semantics;
  const left = notNull(convert(evaluate(expression.left, frame), BOOL), operator);
  if (shortCircuit && left.kind === "bool" && left.value === deciding) return bool(deciding, marksOf(left));
  const right = notNull(convert(evaluate(expression.right, frame), BOOL), operator);
  const marks = marksOf(left, right);
  const sides = [left, right];
  const open = sides.find((side) => side.kind !== "bool");
  const isDecided = sides.some((side) => side.kind === "bool" && side.value === deciding);
  if (isDecided && (shortCircuit || !open)) return bool(deciding, marks);
  return open ? unknown(BOOL, reasonOf(open), marks, { notNull: true }) : bool(!deciding, marks);
}

function applyEquality(operator: "==" | "!=", left: Term, right: Term): Term {
  const marks = deepMarksOf(left, right);
  const equal = isEqual(left, right);
  if (equal !== null) return bool(equal === (operator === "=="), marks);
  const reason = (firstUnknown(left) ?? firstUnknown(right))?.reason ?? "whether two values are equal is not known";
  return unknown(BOOL, reason, marks, { notNull: true });
}

function applyNumeric(operator: string, left: Term, right: Term): Term {
  const marks = marksOf(left, right);
  for (const side of [left, right]) notNull(side, operator);
  if (left.kind === "number" && right.kind === "number") return computed(operator, left.value, right.value, marks);
  const open = left.kind === "number" ? right : left;
  return unknown(isComparison(operator) ? BOOL : NUMBER, reasonOf(open), marks, { notNull: true });
}

function isComparison(operator: string): boolean {
  return operator.startsWith("<") || operator.startsWith(">");
}

function computed(operator: string, left: Num, right: Num, marks: Marks): Term {
  switch (operator) {
    case "<":
      return bool(compareNumbers(left, right) < 0, marks);
    case "<=":
      return bool(compareNumbers(left, right) <= 0, marks);
    case ">":
      return bool(compareNumbers(left, right) > 0, marks);
    case ">=":
      return bool(compareNumbers(left, right) >= 0, marks);
    default:
      break;
  }
  return withMarks(outcomeOf(arithmetic(operator, left, right), NUMBER, number), marks);
}

function arithmetic(operator: string, left: Num, right: Num): Num | Failure {
  switch (operator) {
    case "+":
      return add(left, right);
    case "-":
      return subtract(left, right);
    case "*":
      return multiply(left, right);
    case "/":
      return divide(left, right);
    default:
      return remainder(left, right);
  }
}

function notNull(term: Term, operator: string): Term {
  if (term.kind === "null") throw new EvaluationError(`an operand of \`${operator}\` is null`);
  return term;
}

function reasonOf(term: Term): string {
  return term.kind === "unknown" ? term.reason : "an operand is not known";
}
