import { failure, isFailure, unsupported, type Failure } from "./failure.ts";
import { formattedFloat, formattedInteger } from "./format-number.ts";
import { goQuote, goQuoteRune } from "./go-quote.ts";
import { graphemes } from "./graphemes.ts";
import { jsonText } from "./json-text.ts";
import { numberText } from "./number-format.ts";
import { isInteger, type Num } from "./number.ts";

/** One `%` sequence of a format string. */
export type Verb = {
  readonly raw: string;
  /** Where it begins, in bytes of UTF-8. */
  readonly offset: number;
  /** Which argument it takes, counted from 1. */
  readonly argument: number;
  readonly mode: string;
  readonly zero: boolean;
  readonly sharp: boolean;
  readonly plus: boolean;
  readonly minus: boolean;
  readonly space: boolean;
  readonly width: number | undefined;
  readonly precision: number | undefined;
};

/** A value as `format` looks at it; the failures are those of Terraform's conversions. */
export type FormatArgument = {
  /** What `%v` distinguishes: text and numbers are written plainly, anything else as JSON. */
  readonly kind: "null" | "string" | "number" | "other";
  asText(): string | Failure;
  asNumber(): Num | Failure;
  asBool(): boolean | Failure;
  asJson(): string | Failure;
};

/** Go's own limit for a number's width and precision; above it its output is an error text of Go's. */
const widest = 1_000_000;

/** What a verb writes for its argument. */
export function formattedVerb(verb: Verb, args: readonly FormatArgument[]): string | Failure {
  const argument = args[verb.argument - 1];
  if (argument === undefined) return notEnough(verb, args.length);
  if (verb.mode !== "v" && argument.kind === "null") return unsuitable(verb, "null value cannot be formatted");
  if ((verb.width ?? 0) > widest || (verb.precision ?? 0) > widest) {
    return unsupported("the width or precision of a verb is too large");
  }
  return byMode(verb, argument);
}

function notEnough(verb: Verb, total: number): Failure {
  const need = `need index ${String(verb.argument)} but have ${String(total)} total`;
  return failure(`not enough arguments for ${goQuote(verb.raw)} at ${String(verb.offset)}: ${need}`);
}

function unsuitable(verb: Verb, reason: string): Failure {
  return failure(`unsupported value for ${goQuote(verb.raw)} at ${String(verb.offset)}: ${reason}`);
}

function byMode(verb: Verb, argument: FormatArgument): string | Failure {
  switch (verb.mode) {
    case "v":
      return converted(verb, plainly(verb, argument), (text) => padded(verb, text));
    case "t":
      return converted(verb, argument.asBool(), String);
    case "b":
    case "d":
    case "o":
    case "x":
    case "X":
      return converted(verb, wholeNumber(argument), (number) => formattedInteger(verb, number));
    case "e":
    case "E":
    case "f":
    case "g":
    case "G": {
      const mode = verb.mode;
      return converted(verb, argument.asNumber(), (number) => formattedFloat(verb, mode, number));
    }
    case "s":
      return converted(verb, argument.asText(), (text) => padded(verb, shortened(verb, text)));
    case "q":
      return converted(verb, argument.asText(), (text) => padded(verb, jsonText(shortened(verb, text))));
    default: {
      const where = `in ${goQuote(verb.raw)} at offset ${String(verb.offset)}`;
      return failure(`unsupported format verb ${goQuoteRune(verb.mode)} ${where}`);
    }
  }
}

function converted<Value extends string | boolean | Num>(
  verb: Verb,
  value: Value | Failure,
  write: (value: Value) => string | Failure,
): string | Failure {
  const result = isFailure(value) ? value : write(value);
  if (!isFailure(result) || result.unsupported === true) return result;
  return unsuitable(verb, result.error);
}

function plainly(verb: Verb, argument: FormatArgument): string | Failure {
  if (verb.sharp || argument.kind === "null" || argument.kind === "other") return argument.asJson();
  if (argument.kind === "string") return argument.asText();
  const number = argument.asNumber();
  return isFailure(number) ? number : numberText(number, "g", -1);
}

function wholeNumber(argument: FormatArgument): Num | Failure {
  const number = argument.asNumber();
  return isFailure(number) || isInteger(number) ? number : failure("an integer is required");
}

/** Width and precision of text count grapheme clusters, and `0` pads text with zeros. */
function padded(verb: Verb, text: string): string {
  if (verb.width === undefined) return text;
  const padding = (verb.zero ? "0" : " ").repeat(Math.max(verb.width - graphemes(text).length, 0));
  return verb.minus ? text + padding : padding + text;
}

function shortened(verb: Verb, text: string): string {
  if (verb.precision === undefined || verb.precision === 0) return text;
  return graphemes(text).slice(0, verb.precision).join("");
}
