import { EvaluationError } from "../evaluation-error.ts";
import { isFailure } from "../pure/failure.ts";
import { compare, integer, signOf } from "../pure/number.ts";
import type { Num } from "../pure/number.ts";
import { add } from "../pure/number-arithmetic.ts";
import { listOf, number } from "../term.ts";
import type { Term } from "../term.ts";
import { listType, NUMBER } from "../types.ts";
import type { FunctionTable } from "./function.ts";

/** Terraform makes no more values than these. */
const LONGEST = 1024;

/** `range`: numbers from a start to before an end. */
export const ranges: FunctionTable = {
  range: {
    kind: "function",
    parameters: [],
    rest: { name: "params", type: NUMBER },
    returns: listType(NUMBER),
    call: (args) => {
      const numbers = args.flatMap((argument) => (argument.kind === "number" ? [argument.value] : []));
      return listOf(NUMBER, rangeOf(numbers));
    },
  },
};

function rangeOf(params: readonly Num[]): Term[] {
  const [start, end, step] = boundsOf(params);
  const down = signOf(step) < 0;
  const direction = compare(end, start);
  if (down && direction > 0) throw new EvaluationError("the end must be less than the start for a negative step");
  if (!down && direction < 0) throw new EvaluationError("the end must be greater than the start for a positive step");
  const values: Term[] = [];
  for (let value = start; down ? compare(value, end) > 0 : compare(value, end) < 0; value = next(value, step)) {
    if (values.length >= LONGEST) throw new EvaluationError(`more than ${LONGEST} values would be made`);
    values.push(number(value));
  }
  return values;
}

function boundsOf(params: readonly Num[]): readonly [start: Num, end: Num, step: Num] {
  const [first, second, third] = params;
  if (!first || params.length > 3) throw new EvaluationError("one, two or three arguments are required");
  const start = second ? first : integer(0);
  const end = second ?? first;
  return [start, end, third ?? integer(compare(end, start) < 0 ? -1 : 1)];
}

function next(value: Num, step: Num): Num {
  const sum = add(value, step);
  if (isFailure(sum)) throw new EvaluationError(sum.error);
  return sum;
}
