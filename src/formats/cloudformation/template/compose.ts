import { Composer, LineCounter, Parser } from "yaml";
import type { Document } from "yaml";

import { ParseError } from "../../parsing/parse-error.ts";
import { lexemesOf } from "./lexemes.ts";

/** Nodes nested deeper than this are not read. Templates that people write stay below 50. */
export const MAX_DEPTH = 200;

const COLLECTIONS = new Set(["block-map", "block-seq", "flow-collection"]);

export type Composed = {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
};

/**
 * The YAML package's syntax tree of a text (JSON is YAML), whole or as much of it as there is. Every scalar stays
 * text: what it means is CloudFormation's business, not YAML's.
 * @throws ParseError when it is nested deeper than {@link MAX_DEPTH}
 */
export function compose(text: string): Composed {
  const lines = new LineCounter();
  const composer = new Composer({
    uniqueKeys: false,
    schema: "failsafe",
    version: "1.1",
    prettyErrors: false,
    logLevel: "silent",
  });
  const [document] = [...composer.compose(tokens(text, lines), true, text.length)];
  if (!document) throw new ParseError(null, "the file holds nothing");
  return { document, lines };
}

/** The parser keeps its own stack, the composer recurses: too deep a text must be found between the two. */
function* tokens(text: string, lines: LineCounter) {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of lexemesOf(text)) {
    yield* parser.next(lexeme);
    // The stack also holds what is no collection, so that counting is worth it only here.
    if (parser.stack.length <= MAX_DEPTH) continue;
    const depth = parser.stack.filter(({ type }) => COLLECTIONS.has(type)).length;
    if (depth > MAX_DEPTH) throw tooDeep(lines.linePos(parser.offset).line);
  }
  yield* parser.end();
}

/** What a text that is nested too deeply ends as. */
export function tooDeep(line: number | null): ParseError {
  return new ParseError(line, `nested deeper than ${MAX_DEPTH} levels`);
}
