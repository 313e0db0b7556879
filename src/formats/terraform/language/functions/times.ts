import { outcomeOf } from "../outcome.ts";
import { formatDate } from "../pure/format-date.ts";
import { timeAdd, timeCompare } from "../pure/go-time.ts";
import { integer } from "../pure/number.ts";
import { number } from "../term.ts";
import { NUMBER } from "../types.ts";
import type { FunctionTable } from "./function.ts";
import { textAt, textFunction, textParameter } from "./rules.ts";

const COMPARED = ["timestamp_a", "timestamp_b"].map(textParameter);

/** Functions of times, which are texts. */
export const times: FunctionTable = {
  formatdate: textFunction(["format", "time"], formatDate),
  timeadd: textFunction(["timestamp", "duration"], timeAdd),
  timecmp: {
    kind: "function",
    parameters: COMPARED,
    returns: NUMBER,
    call: (args) => {
      const order = timeCompare(textAt(args, 0), textAt(args, 1));
      return outcomeOf(order, NUMBER, (sign) => number(integer(sign)), COMPARED);
    },
  },
};
