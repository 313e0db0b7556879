import { Lexer } from "yaml";

/**
 * What leniency needs of the YAML package's lexer. The fields are private there: the package's version is fixed, and
 * tests notice when they no longer do what is said here.
 */
type LexerState = {
  readonly buffer: string;
  /** Where the lexeme begins that is being given. */
  readonly pos: number;
  readonly indentValue: number;
  /** Above 0 between brackets. */
  readonly flowLevel: number;
  /** How far a line must be indented to belong to what came before it. */
  indentNext: number;
};

/** Lexemes that stand for no text: byte order mark, document, end of flow, scalar. */
const CONTROL = new Set(["\u{FEFF}", "\x02", "\x18", "\x1f"]);

/**
 * A text's lexemes for the YAML package's parser, with one leniency: between brackets, and within quotes, indentation
 * means nothing. YAML 1.2 wants those lines indented; CloudFormation's parser and everyone's JSON in YAML do not.
 */
export function* lexemesOf(text: string): Generator<string, void> {
  const lexer = new Lexer();
  const state = lexer as unknown as LexerState;
  let kept: number | undefined;
  for (const lexeme of lexer.lex(text)) {
    const next = state.pos + (CONTROL.has(lexeme) ? 0 : lexeme.length);
    const free = state.flowLevel > 0 || lexeme === "[" || lexeme === "{" || isQuote(state.buffer.charAt(next));
    if (free && kept === undefined) {
      kept = state.indentNext;
      state.indentNext = 0;
    } else if (!free && kept !== undefined) {
      // A line that began with the quotes may have ended what was indented further.
      state.indentNext = Math.min(kept, state.indentValue + 1);
      kept = undefined;
    }
    yield lexeme;
  }
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}
