import { EvaluationError } from "../evaluation-error.ts";
import {
  absolute,
  ceil,
  floor,
  goQuote,
  integer,
  isFailure,
  log,
  maximum,
  minimum,
  parseInteger,
  pow,
  signum,
} from "../pure/index.ts";
import type { Failure, Num } from "../pure/index.ts";
import { DYNAMIC, NUMBER } from "../types.ts";
import { argumentAt, wholeNumber } from "./arguments.ts";
import type { FunctionSpec, FunctionTable } from "./function.ts";
import { numberAt, numberOf, numberParameter, resultOf } from "./rules.ts";

/** Functions of numbers. */
export const numbers: FunctionTable = {
  abs: ofOne(absolute),
  ceil: ofOne(ceil),
  floor: ofOne(floor),
  log: ofTwo("base", log),
  max: ofAll(maximum),
  min: ofAll(minimum),
  parseint: {
    kind: "function",
    parameters: [{ name: "number", type: DYNAMIC }, numberParameter("base")],
    returns: NUMBER,
    call: (args) => {
      const digits = argumentAt(args, 0);
      if (digits.kind !== "string") throw new EvaluationError("`number` must be a string");
      const base = Number(wholeNumber(argumentAt(args, 1), "base"));
      return resultOf(parseInteger(digits.value, base, goQuote(digits.value)), NUMBER, numberOf);
    },
  },
  pow: ofTwo("power", pow),
  signum: ofOne((value) => {
    const sign = signum(value);
    return isFailure(sign) ? sign : integer(sign);
  }),
};

function ofOne(rule: (value: Num) => Num | Failure): FunctionSpec {
  return {
    kind: "function",
    parameters: [numberParameter("num")],
    returns: NUMBER,
    call: (args) => resultOf(rule(numberAt(args, 0)), NUMBER, numberOf),
  };
}

function ofTwo(second: string, rule: (first: Num, second: Num) => Num | Failure): FunctionSpec {
  return {
    kind: "function",
    parameters: [numberParameter("num"), numberParameter(second)],
    returns: NUMBER,
    call: (args) => resultOf(rule(numberAt(args, 0), numberAt(args, 1)), NUMBER, numberOf),
  };
}

function ofAll(rule: (values: readonly Num[]) => Num | Failure): FunctionSpec {
  return {
    kind: "function",
    parameters: [],
    rest: numberParameter("numbers"),
    returns: NUMBER,
    call: (args) => resultOf(rule(args.map((_, index) => numberAt(args, index))), NUMBER, numberOf),
  };
}
