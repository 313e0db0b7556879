import { EvaluationError } from "../evaluation-error.ts";
import { outcomeOf } from "../outcome.ts";
import type { Failure } from "../pure/failure.ts";
import type { Num } from "../pure/number.ts";
import { text } from "../term.ts";
import type { Term } from "../term.ts";
import { NUMBER, STRING } from "../types.ts";
import { argumentAt } from "./arguments.ts";
import type { FunctionSpec, Parameter } from "./function.ts";

/** What brings a call's arguments to the rules of `pure/`, which know plain texts and numbers only. */

export function textParameter(name: string): Parameter {
  return { name, type: STRING };
}

export function numberParameter(name: string): Parameter {
  return { name, type: NUMBER };
}

/** The text of an argument that has been converted to a string. */
export function textAt(args: readonly Term[], index: number): string {
  const term = argumentAt(args, index);
  if (term.kind !== "string") throw new EvaluationError("a string is required");
  return term.value;
}

/** The number of an argument that has been converted to one. */
export function numberAt(args: readonly Term[], index: number): Num {
  const term = argumentAt(args, index);
  if (term.kind !== "number") throw new EvaluationError("a number is required");
  return term.value;
}

/** A function from texts to a text. */
export function textFunction(
  names: readonly string[],
  rule: (first: string, second: string, third: string) => string | Failure,
): FunctionSpec {
  const parameters = names.map(textParameter);
  return {
    kind: "function",
    parameters,
    returns: STRING,
    call: (args) => {
      const [first = "", second = "", third = ""] = args.map((_, index) => textAt(args, index));
      return textOutcome(rule(first, second, third), parameters);
    },
  };
}

/** A rule's text as a term. */
export function textOutcome(result: string | Failure, parameters: readonly Parameter[] = []): Term {
  return outcomeOf(result, STRING, text, parameters);
}
