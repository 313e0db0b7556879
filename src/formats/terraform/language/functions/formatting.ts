import { deepMarksOf, withMarks } from "../marks.ts";
import { EvaluationError } from "../evaluation-error.ts";
import { boundItems, boundText } from "../limits.ts";
import { safePrefix } from "../prefix.ts";
import { format } from "../pure/format.ts";
import { isSequence, listOf, typeOf, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { DYNAMIC, listType, STRING } from "../types.ts";
import { elementTypes, knownLength, reasonOf } from "./arguments.ts";
import { formatArgument, openReason } from "./format-argument.ts";
import type { FunctionTable, Parameter } from "./function.ts";
import { textAt, textOutcome, textParameter } from "./rules.ts";

const FORMAT: Parameter = textParameter("format");

/** Marked, because what a resource's argument is written as says little of its type. */
const VALUES: Parameter = { name: "args", type: DYNAMIC, allowNull: true, allowUnknown: true, allowMarked: true };

/** Functions that write values into texts. */
export const formatting: FunctionTable = {
  format: {
    kind: "function",
    parameters: [FORMAT],
    rest: VALUES,
    returns: STRING,
    call: (args) => withMarks(formatted(textAt(args, 0), args.slice(1)), deepMarksOf(...args)),
  },
  formatlist: {
    kind: "function",
    parameters: [FORMAT],
    rest: VALUES,
    returns: listType(STRING),
    call: (args) => withMarks(formattedList(textAt(args, 0), args.slice(1)), deepMarksOf(...args)),
  },
};

/** The text without marks. What stands before the first verb is known, whatever the values are. */
function formatted(pattern: string, values: readonly Term[]): Term {
  const reason = openReason(values);
  if (reason === undefined) return textOutcome(format(pattern, values.map(formatArgument)), [FORMAT, VALUES]);
  const prefix = pattern.includes("%") ? safePrefix(pattern.slice(0, pattern.indexOf("%"))) : "";
  return unknown(STRING, reason, {}, { notNull: true, ...(prefix !== "" && { prefix }) });
}

/** Sequences are gone through together; any other value is the same in each text. */
function formattedList(pattern: string, values: readonly Term[]): Term {
  const length = commonLength(values);
  const open = values.find((value) => isOpenSequence(value));
  if (open) return unknown(listType(STRING), reasonOf(open), {}, { notNull: true });
  boundItems(length);
  const texts: Term[] = [];
  let characters = 0;
  for (let index = 0; index < length; index += 1) {
    const each = values.map((value) => (isSequence(value) ? (value.items[index] ?? value) : value));
    const made = inIteration(index, () => elementOf(pattern, each));
    if (made.kind === "string") characters += made.value.length;
    boundText(characters);
    texts.push(made);
  }
  return listOf(STRING, texts);
}

/** How many texts there will be. Throws an `EvaluationError` where sequences differ in length. */
function commonLength(values: readonly Term[]): number {
  let chosen: number | undefined;
  for (const [index, value] of values.entries()) {
    const types = value.kind === "null" ? undefined : elementTypes(typeOf(value));
    if (!types) continue;
    const length = typeOf(value).kind === "tuple" ? types.length : knownLength(value);
    if (length !== undefined && chosen !== undefined && length !== chosen) {
      throw new EvaluationError(`argument ${index + 1} has ${length} elements, an argument before it has ${chosen}`);
    }
    chosen ??= length;
  }
  return chosen ?? 1;
}

function isOpenSequence(value: Term): boolean {
  if (value.kind === "null" || !elementTypes(typeOf(value))) return false;
  return value.kind === "unknown" || knownLength(value) === undefined;
}

/** A text that is not known is known to be one only; the others may be known in full. */
function elementOf(pattern: string, values: readonly Term[]): Term {
  const reason = openReason(values);
  return reason === undefined ? formatted(pattern, values) : unknown(STRING, reason, {}, { notNull: true });
}

function inIteration(index: number, work: () => Term): Term {
  try {
    return work();
  } catch (error) {
    if (error instanceof EvaluationError) error.message = `element ${index}: ${error.message}`;
    throw error;
  }
}
