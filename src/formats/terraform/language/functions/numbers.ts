import { EvaluationError } from "../evaluation-error.ts";
import { outcomeOf } from "../outcome.ts";
import { isFailure } from "../pure/failure.ts";
import { goQuote } from "../pure/go-quote.ts";
import { absolute, ceil, floor, maximum, minimum } from "../pure/number-arithmetic.ts";
import { log, pow, signum } from "../pure/number-double.ts";
import { parseInteger } from "../pure/number-parse.ts";
import { integer } from "../pure/number.ts";
import type { Failure } from "../pure/failure.ts";
import type { Num } from "../pure/number.ts";
import { number, typeOf } from "../term.ts";
import type { Term } from "../term.ts";
import { DYNAMIC, friendlyName, NUMBER } from "../types.ts";
import type { Type } from "../types.ts";
import { argumentAt, int64 } from "./arguments.ts";
import type { FunctionSpec, FunctionTable } from "./function.ts";
import { numberAt, numberParameter, textAt } from "./rules.ts";

const DIGITS = [{ name: "number", type: DYNAMIC }, numberParameter("base")] as const;

/** Functions of numbers. */
export const numbers: FunctionTable = {
  abs: ofNumbers(["num"], absolute),
  ceil: ofNumbers(["num"], ceil),
  floor: ofNumbers(["num"], floor),
  log: ofNumbers(["num", "base"], log),
  max: ofAll(maximum),
  min: ofAll(minimum),
  parseint: { kind: "function", parameters: DIGITS, returns: typeOfParsed, call: parsed },
  pow: ofNumbers(["num", "power"], pow),
  signum: ofNumbers(["num"], (value) => {
    const sign = signum(value);
    return isFailure(sign) ? sign : integer(sign);
  }),
};

function ofNumbers(names: readonly string[], rule: (first: Num, second: Num) => Num | Failure): FunctionSpec {
  const parameters = names.map(numberParameter);
  return {
    kind: "function",
    parameters,
    returns: NUMBER,
    call: (args) => outcomeOf(rule(numberAt(args, 0), numberAt(args, names.length - 1)), NUMBER, number, parameters),
  };
}

function ofAll(rule: (values: readonly Num[]) => Num | Failure): FunctionSpec {
  return {
    kind: "function",
    parameters: [],
    rest: numberParameter("numbers"),
    returns: NUMBER,
    call: (args) => outcomeOf(rule(args.map((_, index) => numberAt(args, index))), NUMBER, number),
  };
}

/** Only a string is parsed, also where it is not known yet which. */
function typeOfParsed(args: readonly Term[]): Type {
  const type = typeOf(argumentAt(args, 0));
  if (type.kind === "string") return NUMBER;
  throw new EvaluationError(`\`number\` must be a string, not ${friendlyName(type)}`);
}

function parsed(args: readonly Term[]): Term {
  const type = typeOfParsed(args);
  const digits = textAt(args, 0);
  const base = Number(int64(argumentAt(args, 1), "base"));
  return outcomeOf(parseInteger(digits, base, goQuote(digits)), type, number, DIGITS);
}
