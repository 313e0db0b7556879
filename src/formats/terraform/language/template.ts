import type { TemplatePart } from "../syntax/ast.ts";
import { convert } from "./convert.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { iterationsOf } from "./for.ts";
import { withNames } from "./frame.ts";
import type { Evaluate, Frame } from "./frame.ts";
import { marksOf } from "./marks.ts";
import { safePrefix } from "./prefix.ts";
import { text, unknown } from "./term.ts";
import type { Marks, Term } from "./term.ts";
import { BOOL, STRING } from "./types.ts";

/** How much of what a string is known to begin with is kept (hclsyntax, TemplateExpr). */
const MAX_PREFIX = 128;

/** The string that a template's parts make. One unknown part leaves the whole unknown but for what it begins with. */
export function evaluateParts(parts: readonly TemplatePart[], frame: Frame, evaluate: Evaluate): Term {
  let result = "";
  let marks: Marks = {};
  let reason: string | undefined;
  for (const part of parts) {
    const term = typeof part === "string" ? text(part) : evaluatePart(part, frame, evaluate);
    marks = marksOf(marks, term);
    if (term.kind === "string" && reason === undefined) result += term.value;
    if (term.kind === "unknown") reason ??= term.reason;
  }
  if (reason === undefined) return text(result, marks);
  const prefix = safePrefix(result.slice(0, MAX_PREFIX));
  return unknown(STRING, reason, marks, { notNull: true, ...(prefix !== "" && { prefix }) });
}

function evaluatePart(part: Exclude<TemplatePart, string>, frame: Frame, evaluate: Evaluate): Term {
  if (part.kind === "interpolation") return interpolated(evaluate(part.value, frame), part.value);
  if (part.kind === "for") return evaluateLoop(part, frame, evaluate);
  const condition = evaluate(part.condition, frame);
  if (condition.kind === "null") throw new EvaluationError("the condition of an `if` is null", part.condition);
  const decided = convert(condition, BOOL);
  if (decided.kind !== "bool") return unknown(STRING, reasonOf(decided), marksOf(condition), { notNull: true });
  const chosen = evaluateParts(decided.value ? part.whenTrue : part.whenFalse, frame, evaluate);
  return { ...chosen, ...marksOf(chosen, condition) };
}

function interpolated(term: Term, place: { readonly at: number; readonly end: number }): Term {
  if (term.kind === "null") throw new EvaluationError("a template cannot hold null", place);
  // HCL does not ask whether what is not known yet can be written into a text at all.
  return term.kind === "unknown" && term.type.kind !== "string" ? { ...term, type: STRING } : convert(term, STRING);
}

function evaluateLoop(part: Extract<TemplatePart, { kind: "for" }>, frame: Frame, evaluate: Evaluate): Term {
  const collection = evaluate(part.collection, frame);
  if (collection.kind === "null") throw new EvaluationError("the collection of a `for` is null", part.collection);
  const iterations = iterationsOf(collection);
  if (!Array.isArray(iterations)) return unknown(STRING, iterations.reason, marksOf(collection));
  let result = "";
  let marks = marksOf(collection);
  let reason: string | undefined;
  for (const { key, value } of iterations) {
    const bound = part.keyName === null ? [] : [[part.keyName, key] as const];
    const body = evaluateParts(part.body, withNames(frame, [...bound, [part.valueName, value]]), evaluate);
    marks = marksOf(marks, body);
    if (body.kind === "string") result += body.value;
    else reason ??= reasonOf(body);
    frame.budget.characters += result.length;
  }
  return reason === undefined ? text(result, marks) : unknown(STRING, reason, marks, { notNull: true });
}

function reasonOf(term: Term): string {
  return term.kind === "unknown" ? term.reason : "a part of the template is not known";
}
