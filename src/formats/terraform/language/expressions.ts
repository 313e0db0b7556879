import type { Expression } from "../syntax/ast.ts";
import { spanOf } from "../syntax/lines.ts";
import { access } from "./access.ts";
import { evaluateCall } from "./call.ts";
import { evaluateConditional } from "./conditional.ts";
import { convert } from "./convert.ts";
import { EvaluationError, LimitError, MissingFileError } from "./evaluation-error.ts";
import { evaluateFor } from "./for.ts";
import { CHARACTER_LIMIT, CHARACTERS_A_NODE, DEPTH_LIMIT, STEP_LIMIT } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { marksOf } from "./marks.ts";
import { evaluateBinary, evaluateUnary } from "./operators.ts";
import { parseNumber } from "./pure/number-parse.ts";
import { evaluateParts } from "./template.ts";
import { bool, closed, nullOf, number, object, text, tuple, unknown } from "./term.ts";
import type { Marks, Term } from "./term.ts";
import { DYNAMIC, STRING } from "./types.ts";

/**
 * The value of an expression as Terraform computes it; what is not known is unknown, each part for itself. Throws an
 * `EvaluationError`, with its place in the file, for what Terraform refuses, and a `LimitError` for what is too large.
 */
export function evaluate(expression: Expression, frame: Frame): Term {
  const { budget } = frame;
  if (budget.depth >= DEPTH_LIMIT) throw new LimitError("references go too deep to be followed", expression);
  if (budget.steps++ >= STEP_LIMIT || budget.characters >= CHARACTER_LIMIT) {
    throw new LimitError("the configuration is too large to be worked out in full", expression);
  }
  budget.depth++;
  try {
    const term = evaluateNode(expression, frame);
    if (term.kind === "string") budget.characters += term.value.length;
    else if ("weight" in term) budget.characters += term.weight * CHARACTERS_A_NODE;
    return term;
  } catch (error) {
    if (error instanceof EvaluationError) error.place ??= { at: expression.at, end: expression.end };
    throw error;
  } finally {
    budget.depth--;
  }
}

function evaluateNode(expression: Expression, frame: Frame): Term {
  switch (expression.kind) {
    case "string":
      return text(expression.value);
    case "number":
      return numberLiteral(expression.text);
    case "boolean":
      return bool(expression.value);
    case "null":
      return nullOf();
    case "template":
      return evaluateTemplate(expression, frame);
    case "traversal":
      return evaluateTraversal(expression, frame);
    case "access":
      return access(evaluate(expression.of, frame), expression.steps, (key) => evaluate(key, frame));
    case "call":
      return evaluateCall(expression, frame, evaluate);
    case "conditional":
      return evaluateConditional(expression, frame, evaluate);
    case "binary":
      return evaluateBinary(expression, frame, evaluate);
    case "unary":
      return evaluateUnary(expression, frame, evaluate);
    case "tuple":
      return tuple(expression.items.map((item) => located(evaluateItem(item, frame), item, frame)));
    case "object":
      return evaluateObject(expression, frame);
    case "for":
      break;
  }
  return evaluateFor(expression, frame, evaluate);
}

/** A file that is not there leaves its neighbours alone. */
function evaluateItem(expression: Expression, frame: Frame): Term {
  try {
    return evaluate(expression, frame);
  } catch (error) {
    if (error instanceof MissingFileError) return unknown(DYNAMIC, error.message);
    throw error;
  }
}

function numberLiteral(source: string): Term {
  const value = parseNumber(source);
  if (value === undefined) throw new EvaluationError(`${source} is no number`);
  return number(value);
}

/** The term with the place where it is written. */
function located(term: Term, place: { readonly at: number; readonly end: number }, frame: Frame): Term {
  return { ...term, source: spanOf(frame.file.path, frame.file.lines, place) };
}

type Kind<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

function evaluateTemplate(expression: Kind<"template">, frame: Frame): Term {
  const [first] = expression.parts;
  if (expression.wrap && typeof first === "object" && first.kind === "interpolation")
    return evaluate(first.value, frame);
  return evaluateParts(expression.parts, frame, evaluate);
}

function evaluateTraversal(expression: Kind<"traversal">, frame: Frame): Term {
  const bound = frame.names.get(expression.root);
  const { value, rest } = bound
    ? { value: bound, rest: expression.steps }
    : frame.resolve(expression.root, expression.steps);
  return closed(access(value, rest, (key) => evaluate(key, frame)));
}

/** What marks a key marks the object. A later item of the same key wins. */
function evaluateObject(expression: Kind<"object">, frame: Frame): Term {
  const entries = new Map<string, Term>();
  let marks: Marks = {};
  let open: Term | undefined;
  for (const item of expression.items) {
    const key = evaluate(item.key, frame);
    const value = located(evaluateItem(item.value, frame), { at: item.key.at, end: item.value.end }, frame);
    if (key.kind === "null") throw new EvaluationError("a key of an object is null", item.key);
    const name = convert(key, STRING);
    marks = marksOf(marks, name);
    if (name.kind === "string") entries.set(name.value, value);
    else open ??= name;
  }
  if (open) return unknown(DYNAMIC, open.kind === "unknown" ? open.reason : "a key is not known", marksOf(marks, open));
  return object(entries, marks);
}
