import { EvaluationError } from "./evaluation-error.ts";
import { isFailure } from "./pure/failure.ts";
import type { Failure } from "./pure/failure.ts";
import { unknown } from "./term.ts";
import type { Term } from "./term.ts";
import type { Type } from "./types.ts";

/**
 * What a rule of `pure/` gives, as a term: `make` makes it from the result. What Terraform can work out and the rule
 * cannot is unknown, of the type. Throws an `EvaluationError` for what Terraform refuses, which names the argument that
 * is to blame where Terraform does.
 */
export function outcomeOf<Result>(
  result: Result | Failure,
  type: Type,
  make: (result: Result) => Term,
  parameters: readonly { readonly name: string }[] = [],
): Term {
  if (!isFailure(result)) return make(result);
  if (result.unsupported) return unknown(type, result.error);
  const blamed = result.argument === undefined ? undefined : (parameters[result.argument] ?? parameters.at(-1));
  throw new EvaluationError(blamed ? `\`${blamed.name}\`: ${result.error}` : result.error);
}
