import { convert } from "../convert.ts";
import { EvaluationError } from "../evaluation-error.ts";
import { failure, format, formatDate, integer, jsonEncode, timeAdd, timeCompare } from "../pure/index.ts";
import type { Failure, FormatArgument } from "../pure/index.ts";
import { firstUnknown, isSequence, listOf, number, text, typeOf, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { BOOL, DYNAMIC, listType, NUMBER, STRING } from "../types.ts";
import type { Type } from "../types.ts";
import { reasonOf } from "./arguments.ts";
import type { FunctionTable, Parameter } from "./function.ts";
import { plainOf, resultOf, textAt, textFunction, textOf, textParameter } from "./rules.ts";

const VALUES: Parameter = {
  name: "args",
  type: DYNAMIC,
  allowNull: true,
  allowUnknown: true,
};

/** Functions that write values into texts, and those of times, which are texts. */
export const formatting: FunctionTable = {
  format: {
    kind: "function",
    parameters: [textParameter("format")],
    rest: VALUES,
    returns: STRING,
    call: ([pattern, ...values]) => (pattern ? formatted(textAt([pattern], 0), values) : unknown(STRING, "")),
  },
  formatlist: {
    kind: "function",
    parameters: [textParameter("format")],
    rest: VALUES,
    returns: listType(STRING),
    call: (args) => formattedList(textAt(args, 0), args.slice(1)),
  },
  formatdate: textFunction(["format", "time"], formatDate),
  timeadd: textFunction(["timestamp", "duration"], timeAdd),
  timecmp: {
    kind: "function",
    parameters: ["timestamp_a", "timestamp_b"].map(textParameter),
    returns: NUMBER,
    call: (args) => resultOf(timeCompare(textAt(args, 0), textAt(args, 1)), NUMBER, (order) => number(integer(order))),
  },
};

function formatted(pattern: string, values: readonly Term[]): Term {
  if (values.some((value) => firstUnknown(value))) return unknown(STRING, reasonOf(...values));
  return resultOf(format(pattern, values.map(formatArgument)), STRING, textOf);
}

/** Sequences are gone through together; any other value is the same in each text. */
function formattedList(pattern: string, values: readonly Term[]): Term {
  if (values.length === 0) return listOf(STRING, [formatted(pattern, [])]);
  const sequences = values.filter((value) => isSequence(value));
  const lengths = new Set(sequences.map(({ items }) => items.length));
  if (lengths.size > 1) throw new EvaluationError("the lists are not of the same length");
  const open = values.find((value) => value.kind === "unknown" && mayBeSequence(typeOf(value)));
  if (open) return unknown(listType(STRING), reasonOf(open));
  const [length = 1] = lengths;
  const texts = Array.from({ length }, (_, index) => {
    return formatted(
      pattern,
      values.map((value) => (isSequence(value) ? (value.items[index] ?? text("")) : value)),
    );
  });
  return listOf(STRING, texts);
}

function mayBeSequence({ kind }: Type): boolean {
  return kind === "dynamic" || kind === "list" || kind === "set" || kind === "tuple";
}

function formatArgument(term: Term): FormatArgument {
  return {
    kind: term.kind === "null" || term.kind === "string" || term.kind === "number" ? term.kind : "other",
    asText: () => converted(term, STRING, (value) => (value.kind === "string" ? value.value : undefined)),
    asNumber: () => converted(term, NUMBER, (value) => (value.kind === "number" ? value.value : undefined)),
    asBool: () => converted(term, BOOL, (value) => (value.kind === "bool" ? value.value : undefined)),
    asJson: () => jsonEncode(plainOf(term)),
  };
}

function converted<Result>(term: Term, type: Type, take: (value: Term) => Result | undefined): Result | Failure {
  try {
    return take(convert(term, type)) ?? failure(`a ${type.kind} is required`);
  } catch (error) {
    if (error instanceof EvaluationError) return failure(error.message);
    throw error;
  }
}
