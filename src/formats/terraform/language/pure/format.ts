import { failure, isFailure, unsupported, type Failure } from "./failure.ts";
import { formattedVerb, type FormatArgument, type Verb } from "./format-verb.ts";
import { goQuoteRune } from "./go-quote.ts";

/** The longest text that `format` may give, in UTF-16 units. */
const longestResult = 16 * 1024 * 1024;

const verbPattern =
  /%(?<flags>[0#\-+ ]*)(?<width>[1-9]\d*)?(?:\.(?<precision>\d*))?(?:\[(?<index>[1-9]\d*)\])?(?<mode>[A-Za-z])/y;
const verbBeginning = /%[0#\-+ ]*(?:[1-9]\d*)?(?:\.\d*)?(?:\[(?:[1-9]\d*\]?)?)?/y;

/**
 * Terraform's `format`: the text with each verb replaced by its argument. Fails as go-cty's `format` does, with offsets in
 * bytes: an unknown character after `%`, a missing or a surplus argument, a value that a verb cannot take.
 */
export function format(text: string, args: readonly FormatArgument[]): string | Failure {
  let result = "";
  let position = 0;
  let next = 1;
  let highest = 0;
  while (position < text.length) {
    const percent = text.indexOf("%", position);
    if (percent < 0 || text.startsWith("%%", percent)) {
      result += text.slice(position, percent < 0 ? text.length : percent + 1);
      position = percent < 0 ? text.length : percent + 2;
      continue;
    }
    result += text.slice(position, percent);
    const verb = verbAt(text, percent, next);
    if (isFailure(verb)) return verb;
    const formatted = formattedVerb(verb, args);
    if (isFailure(formatted)) return formatted;
    result += formatted;
    if (result.length > longestResult) return unsupported("the formatted text is too long");
    highest = Math.max(highest, verb.argument);
    next = verb.argument + 1;
    position = percent + verb.raw.length;
  }
  return highest < args.length ? surplus(highest) : result.normalize("NFC");
}

function verbAt(text: string, start: number, next: number): Verb | Failure {
  verbPattern.lastIndex = start;
  const match = verbPattern.exec(text);
  if (match?.groups === undefined) return brokenVerb(text, start);
  const { flags = "", width, precision, index, mode = "" } = match.groups;
  return {
    raw: match[0],
    offset: byteLength(text.slice(0, start)),
    argument: index === undefined ? next : Number(index),
    mode,
    zero: flags.includes("0"),
    sharp: flags.includes("#"),
    plus: flags.includes("+"),
    minus: flags.includes("-"),
    space: flags.includes(" "),
    width: width === undefined ? undefined : Number(width),
    precision: precision === undefined ? undefined : Number(precision),
  };
}

function brokenVerb(text: string, start: number): Failure {
  verbBeginning.lastIndex = start;
  const end = start + (verbBeginning.exec(text)?.[0].length ?? 1);
  const offset = byteLength(text.slice(0, end));
  const character = text.codePointAt(end);
  if (character === undefined) return failure(`invalid format string starting at offset ${String(offset)}`);
  const quoted = goQuoteRune(String.fromCodePoint(character));
  return failure(`unrecognized format character ${quoted} at offset ${String(offset)}`);
}

function surplus(used: number): Failure {
  if (used === 0) return failure("too many arguments; no verbs in format string", 1);
  return failure(`too many arguments; only ${String(used)} used by format string`, used + 1);
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
