import { visit } from "yaml";
import { ParseError } from "../parsing/parse-error.ts";
import { compose, type Composed, tooDeep } from "./template/compose.ts";
import { createConverter } from "./template/convert.ts";
import type { LineProblem, ParsedTemplate } from "./template/nodes.ts";

/**
 * Reads a template, YAML or JSON, into plain nodes with their places. Runs in a worker. A text that is YAML only in
 * part gives that part, with a problem where it first is not: what follows from that error would only bury it.
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
  const errors = document.errors
    .map(({ pos: [offset], message }) => ({
      offset,
      line: lines.linePos(
        message.startsWith("Missing closing") ? quoteAt(document, offset) : Math.min(offset, lastOf(text)),
      ).line,
      message: withoutQuote(message),
    }))
    .toSorted((left, right) => left.offset - right.offset);
  const brokenLines = new Set(errors.flatMap(({ line, offset }) => [Math.max(1, line), lines.linePos(offset).line]));
  const syntax: LineProblem[] = errors.slice(0, 1).map(({ line, message }) => ({ line: Math.max(1, line), message }));
  const others = converter.problems.filter(({ line }) => !brokenLines.has(line));
  return { root, problems: [...syntax, ...others].slice(0, MAX_PROBLEMS), brokenLines: [...brokenLines] };
}

/** Such as aliases without an anchor: more than a few are one mistake. */
const MAX_PROBLEMS = 20;

/** Where the last text of a file is: what is missing at its end is noticed behind it. */
function lastOf(text: string): number {
  return Math.max(0, text.trimEnd().length - 1);
}

/** Quotes that are never closed are noticed where the text ends: what helps is where they were opened. */
function quoteAt(document: Composed["document"], offset: number): number {
  let opened = offset;
  visit(document, {
    Scalar(_key, { range }) {
      if (range && range[0] <= offset && range[1] >= offset) opened = range[0];
    },
  });
  return opened;
}

/** The package quotes the text that it stumbled over, whatever that holds. */
function withoutQuote(message: string): string {
  return message.replace(/: ".*$/s, "");
}
