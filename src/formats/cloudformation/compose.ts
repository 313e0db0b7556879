import { Composer, Lexer, LineCounter, Parser } from "yaml";
import type { Document } from "yaml";

import { MAX_DEPTH } from "../parsing/limits.ts";
import { ParseError } from "../parsing/parse-error.ts";

/** The parser's stack holds at most this many tokens for one level of nesting. */
const TOKENS_PER_LEVEL = 2;

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
  const deepest = MAX_DEPTH * TOKENS_PER_LEVEL + 10;
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > deepest) throw tooDeep(lines.linePos(parser.offset).line);
  }
  yield* parser.end();
}

/** What a text that is nested too deeply ends as. */
export function tooDeep(line: number | null): ParseError {
  return new ParseError(line, `nested deeper than ${MAX_DEPTH} levels`);
}
