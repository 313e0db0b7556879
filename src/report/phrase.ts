import { MAX_NAME, MAX_SENTENCE, shorten } from "./shorten.ts";
import { codeSpan, codeSpanInCell, prose, proseInCell, visible } from "./escape.ts";

/** A piece of a sentence: words of ours, foreign sentences, or a foreign name or value. */
type Piece = { readonly kind: "ours" | "foreign" | "code"; readonly text: string };

/** A sentence that mixes our words with names and values from code and from AWS, and renders safely anywhere. */
export type Phrase = readonly Piece[];

/** A template whose literal parts are our words; a string put into it is foreign, and gets shortened and escaped. */
export function say(words: TemplateStringsArray, ...values: readonly (string | number | Phrase)[]): Phrase {
  const pieces = words.flatMap((text, index) => {
    const value = values[index];
    return [{ kind: "ours", text } as const, ...(value === undefined ? [] : piecesOf(value))];
  });
  return pieces.filter(({ text, kind }) => kind === "code" || text !== "");
}

/** A name, an address or a path, shown as code; shortened where it is very long, so that no sentence is without bounds. */
export function name(text: string): Phrase {
  return verbatim(shorten(text, MAX_NAME));
}

/** Something to copy, or shortened already, shown as code in full. */
export function verbatim(text: string): Phrase {
  return [{ kind: "code", text }];
}

/** Words of ours that are put together elsewhere: numbers, times, account ids. Never foreign text. */
export function ours(text: string): readonly [Piece] {
  return [{ kind: "ours", text }];
}

/** Phrases one after another. */
export function join(phrases: readonly Phrase[], separator = " "): Phrase {
  const pieces: Piece[] = [];
  for (const phrase of phrases) {
    if (phrase.length > 0 && pieces.length > 0) pieces.push(...ours(separator));
    pieces.push(...phrase);
  }
  return pieces;
}

/** "a, b and c"; after `limit` items "and n more". */
export function enumerate(items: readonly Phrase[], limit = 5): Phrase {
  const shown = items.length > limit ? [...items.slice(0, limit - 1), say`${items.length - limit + 1} more`] : items;
  const last = shown.at(-1);
  if (!last || shown.length === 1) return last ?? [];
  return say`${join(shown.slice(0, -1), ", ")} and ${last}`;
}

/** The sentence as Markdown text. */
export function inMarkdown(phrase: Phrase): string {
  return render(phrase, codeSpan, prose);
}

/** The sentence as the cell of a Markdown table. */
export function inCell(phrase: Phrase): string {
  return render(phrase, codeSpanInCell, proseInCell);
}

/** The sentence without any markup: for JSON, terminals and annotations. */
export function inPlain(phrase: Phrase): string {
  return phrase
    .map((piece) =>
      piece.kind === "code" ? quoteIfNeeded(visible(piece.text)) : visible(piece.text.replace(/\s+/g, " ")),
    )
    .join("");
}

/** The sentence with its first letter in upper case, where that letter is a word's and not a name's. */
export function capitalize(phrase: Phrase): Phrase {
  const [first, ...rest] = phrase;
  if (!first || first.kind === "code") return phrase;
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest];
}

function piecesOf(value: string | number | Phrase): readonly Piece[] {
  if (typeof value === "number") return ours(String(value));
  return typeof value === "string" ? [{ kind: "foreign", text: shorten(value.trim(), MAX_SENTENCE) }] : value;
}

function render(phrase: Phrase, code: (text: string) => string, sentence: (text: string) => string): string {
  let rendered = "";
  for (const { kind, text } of phrase) {
    const next = kind === "ours" ? text : kind === "code" ? code(text) : sentence(text);
    // Two code spans that touch would fence each other.
    rendered += rendered.endsWith("`") && next.startsWith("`") ? `<!-- -->${next}` : next;
  }
  return rendered;
}

function quoteIfNeeded(text: string): string {
  return text === "" || text !== text.trim() ? `"${text}"` : text;
}
