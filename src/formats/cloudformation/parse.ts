import { ParseError } from "../parsing/parse-error.ts";
import { compose, tooDeep } from "./compose.ts";
import { createConverter } from "./convert.ts";
import type { LineProblem, ParsedTemplate } from "./nodes.ts";

/** A file that is no YAML at all, such as one for a template engine, would have a problem on every line. */
const MAX_PROBLEMS = 20;

/**
 * Reads a template, YAML or JSON, into plain nodes with their places. Runs in a worker. A text that is YAML only in
 * part gives that part, with a problem for each line that is not.
 * @throws ParseError where nothing can be made of the text
 */
export function parse(text: string, path: string): ParsedTemplate {
  try {
    return parseText(withoutBom(text));
  } catch (error) {
    if (error instanceof ParseError) throw error;
    if (error instanceof RangeError) throw tooDeep(null);
    throw new ParseError(null, `${path} could not be read as YAML`, { cause: error });
  }
}

/** A byte order mark is no part of the first line. */
export function withoutBom(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function parseText(text: string): ParsedTemplate {
  const { document, lines } = compose(text);
  const converter = createConverter(text, lines);
  const root = document.contents === null ? null : converter.convert(document.contents);
  const errors: LineProblem[] = document.errors.map((error) => ({
    line: Math.max(1, lines.linePos(error.pos[0]).line),
    message: withoutQuote(error.message),
  }));
  return {
    root,
    problems: [...errors, ...converter.problems].slice(0, MAX_PROBLEMS),
    brokenLines: [...new Set(errors.map(({ line }) => line))],
  };
}

/** The package quotes the text that it stumbled over, whatever that holds. */
function withoutQuote(message: string): string {
  return message.replace(/: ".*$/s, "");
}
