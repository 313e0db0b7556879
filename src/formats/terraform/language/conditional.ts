import type { Expression } from "../syntax/ast.ts";
import { convert } from "./convert.ts";
import { EvaluationError } from "./evaluation-error.ts";
import type { Evaluate, Frame } from "./frame.ts";
import { withMarks } from "./marks.ts";
import { equal } from "./pure/number.ts";
import { listOf, nullOf, typeOf, unknown } from "./term.ts";
import type { Marks, Term } from "./term.ts";
import { BOOL, DYNAMIC, friendlyName, sameType } from "./types.ts";
import type { Type } from "./types.ts";
import { canConvert, unify } from "./unify.ts";

type Conditional = Extract<Expression, { kind: "conditional" }>;

/** `condition ? a : b`: both sides are worked out, for the one type that the result has; an error counts only on the side that is taken. */
export function evaluateConditional(expression: Conditional, frame: Frame, evaluate: Evaluate): Term {
  const whenTrue = attempt(() => evaluate(expression.whenTrue, frame));
  const whenFalse = attempt(() => evaluate(expression.whenFalse, frame));
  const type = resultType(whenTrue.term, whenFalse.term);
  const condition = evaluate(expression.condition, frame);
  if (condition.kind === "null") throw new EvaluationError("the condition is null", expression.condition);
  const marks = secrecyOf(condition, whenTrue.term, whenFalse.term);
  if (condition.kind === "unknown") return undecided(condition, whenTrue.term, whenFalse.term, type, marks);
  const decided = convert(condition, BOOL);
  if (decided.kind === "unknown") return undecided(decided, whenTrue.term, whenFalse.term, type, marks);
  const chosen = decided.kind === "bool" && decided.value ? whenTrue : whenFalse;
  if (chosen.error) throw chosen.error;
  return withMarks(convert(chosen.term, type), marks, derivation(condition));
}

type Attempt = { readonly term: Term; readonly error?: unknown };

function attempt(work: () => Term): Attempt {
  try {
    return { term: work() };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { term: unknown(DYNAMIC, error.message), error };
  }
}

/** The result is as secret as what it might have been; it comes from what it is taken from alone. */
function secrecyOf(...terms: readonly Term[]): Marks {
  return {
    ...(terms.some(({ sensitive }) => sensitive) && { sensitive: true }),
    ...(terms.some(({ ephemeral }) => ephemeral) && { ephemeral: true }),
  };
}

function derivation({ derivedFrom }: Term): Marks {
  return derivedFrom === undefined ? {} : { derivedFrom };
}

function isBareNull(term: Term): boolean {
  return term.kind === "null" && term.type.kind === "dynamic";
}

function resultType(whenTrue: Term, whenFalse: Term): Type {
  if (isBareNull(whenTrue)) return typeOf(whenFalse);
  if (isBareNull(whenFalse)) return typeOf(whenTrue);
  const types = [typeOf(whenTrue), typeOf(whenFalse)];
  if (types.some(({ kind }) => kind === "dynamic")) return DYNAMIC;
  const unified = unify(types);
  if (unified && types.every((type) => canConvert(type, unified) || unified.kind === type.kind)) return unified;
  if (whenTrue.derivedFrom !== undefined || whenFalse.derivedFrom !== undefined) return DYNAMIC;
  const [left, right] = types.map(friendlyName);
  throw new EvaluationError(`the two results of a condition have no common type: ${left} and ${right}`);
}

function undecided(condition: Term, whenTrue: Term, whenFalse: Term, type: Type, marks: Marks): Term {
  if (whenTrue.kind === "null" && whenFalse.kind === "null") return nullOf(type, marks);
  const reason = condition.kind === "unknown" ? condition.reason : "a condition is not known";
  const settled = settledEitherWay(whenTrue, whenFalse, reason);
  if (settled) return withMarks(settled, marks, derivation(condition));
  const notNull = isNotNull(whenTrue) && isNotNull(whenFalse);
  return unknown(type, reason, { ...marks, ...derivation(condition) }, notNull ? { notNull: true } : undefined);
}

/** What is known of the result on both sides: a number that is the same, how many elements a list has (cty's refinements). */
function settledEitherWay(whenTrue: Term, whenFalse: Term, reason: string): Term | undefined {
  if (whenTrue.kind === "number" && whenFalse.kind === "number") {
    return equal(whenTrue.value, whenFalse.value) ? whenTrue : undefined;
  }
  if (whenTrue.kind !== "list" || whenFalse.kind !== "list" || whenTrue.items.length !== whenFalse.items.length)
    return undefined;
  if (!sameType(whenTrue.element, whenFalse.element)) return undefined;
  const { element } = whenTrue;
  return listOf(
    element,
    whenTrue.items.map(() => unknown(element, reason)),
  );
}

function isNotNull(term: Term): boolean {
  return term.kind === "unknown" ? term.refined?.notNull === true : term.kind !== "null";
}
