import { LimitError } from "./evaluation-error.ts";

/** What one string and one collection may hold at most (`text` and the makers of collections refuse more). */
const LONGEST_TEXT = 1_000_000;
const MOST_ITEMS = 200_000;

/** Throws a `LimitError` for a text of so many characters, before it is made. */
export function boundText(length: number): void {
  if (length > LONGEST_TEXT) throw new LimitError("the text is too long to be worked out");
}

/** Throws a `LimitError` for a collection of so many values, before it is made. */
export function boundItems(count: number): void {
  if (count > MOST_ITEMS) throw new LimitError("there are too many values to be worked out");
}
