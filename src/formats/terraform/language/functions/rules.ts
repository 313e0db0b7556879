import { EvaluationError } from "../evaluation-error.ts";
import { isFailure } from "../pure/index.ts";
import type { Failure, Num, PlainValue } from "../pure/index.ts";
import { bool, isKeyed, isSequence, nullOf, number, object, text, tuple, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { NUMBER, STRING } from "../types.ts";
import type { Type } from "../types.ts";
import { argumentAt } from "./arguments.ts";
import type { FunctionSpec, Parameter } from "./function.ts";

/** Between the values of expressions and the plain data of `pure/`, where the rules of these functions are. */

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

/** A rule's result as a term; what Terraform can do and the rule cannot is unknown. Throws an `EvaluationError` for a failure. */
export function resultOf<Result>(result: Result | Failure, type: Type, make: (result: Result) => Term): Term {
  if (!isFailure(result)) return make(result);
  if (result.unsupported) return unknown(type, result.error);
  throw new EvaluationError(result.error);
}

/** A function from texts to a text. */
export function textFunction(
  names: readonly string[],
  rule: (first: string, second: string) => string | Failure,
): FunctionSpec {
  return {
    kind: "function",
    parameters: names.map(textParameter),
    returns: STRING,
    call: (args) => resultOf(rule(textAt(args, 0), names.length > 1 ? textAt(args, 1) : ""), STRING, textOf),
  };
}

/** A text as a term. */
export function textOf(value: string): Term {
  return text(value);
}

/** A number as a term. */
export function numberOf(value: Num): Term {
  return number(value);
}

/** A wholly known term without what its types say. */
export function plainOf(term: Term): PlainValue {
  if (isSequence(term)) return { kind: "tuple", items: term.items.map(plainOf) };
  if (isKeyed(term)) {
    return { kind: "object", entries: new Map([...term.entries].map(([key, child]) => [key, plainOf(child)])) };
  }
  switch (term.kind) {
    case "string":
      return { kind: "string", value: term.value };
    case "number":
      return { kind: "number", value: term.value };
    case "bool":
      return { kind: "bool", value: term.value };
    default:
      return { kind: "null" };
  }
}

/** Plain data as what was decoded from a text is typed: tuples and objects. */
export function termOf(value: PlainValue): Term {
  switch (value.kind) {
    case "string":
      return text(value.value);
    case "number":
      return number(value.value);
    case "bool":
      return bool(value.value);
    case "tuple":
      return tuple(value.items.map(termOf));
    case "object":
      return object(new Map([...value.entries].map(([key, child]) => [key, termOf(child)])));
    case "null":
      break;
  }
  return nullOf();
}
