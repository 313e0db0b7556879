import { plainOf } from "../language/functions/plain.ts";
import { deepMarksOf } from "../language/marks.ts";
import { isFailure } from "../language/pure/failure.ts";
import { jsonEncode } from "../language/pure/json.ts";
import { isKeyed, isSequence, text, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import type { Constraint } from "../language/type-constraints.ts";
import { isPrimitive, STRING } from "../language/types.ts";

/**
 * A value as a variable gets it through the environment, where all is text: a variable without a type, or of a simple
 * one, gets that text; others what it says as an expression, which is returned as a string where it was a text before.
 * https://developer.hashicorp.com/terraform/cli/config/environment-variables#tf_var_name
 */
export function throughEnvironment(term: Term, constraint: Constraint | null): Term | string {
  const takesText = !constraint || isPrimitive(constraint.type);
  if (!takesText) return term.kind === "string" ? withoutTemplates(term.value) : term;
  if (isKeyed(term) || isSequence(term)) return jsonText(term);
  const isSimple = term.kind === "bool" || term.kind === "number";
  return isSimple && !constraint ? jsonText(term) : term;
}

/** Terragrunt has them taken as they are written (its `EscapeInterpolationInString`). */
function withoutTemplates(value: string): string {
  return value.replaceAll(/(?<!\$)\$\{/g, () => "$${");
}

/** A value as JSON, as Go and `jsonencode` write it. */
export function jsonText(term: Term): Term {
  const plain = plainOf(term);
  const json = "error" in plain ? plain : jsonEncode(plain);
  const { source } = term;
  const written = isFailure(json) ? unknown(STRING, json.error, deepMarksOf(term)) : text(json, deepMarksOf(term));
  return source ? { ...written, source } : written;
}
