import type { ShownRow } from "../shown.ts";
import type { Phrase } from "../phrase.ts";

/** A finding in words: what is there, then what it means for this change, then what to do. */
export type Worded = {
  /** One line that stands alone in a table: "queue `ledger-events` is missing". */
  readonly headline: Phrase;
  /** What the live side has, in two words or as a value. */
  readonly live: Phrase;
  /** The first, strong sentence of a comment. */
  readonly title: Phrase;
  readonly blocks: readonly Block[];
};

export type Block =
  | { readonly kind: "sentences"; readonly text: Phrase }
  /** Values side by side. `withHead` is false where this change does not matter to them. */
  | { readonly kind: "values"; readonly rows: readonly ShownRow[]; readonly more: number; readonly withHead: boolean };

export function sentences(text: Phrase): Block {
  return { kind: "sentences", text };
}
