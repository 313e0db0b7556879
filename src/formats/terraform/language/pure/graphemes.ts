const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Terraform counts by Unicode 15.0 (go-textseg v15); later versions keep Indic conjuncts together (rule GB9c), so they are
 * taken apart again: before a letter that follows a mark or a joiner. The two vowels after which Thai and Lao need no
 * break are letters that have always clung to what is before them.
 */
const conjunct = /(?<=[\p{M}\u200c\u200d])(?=\p{Lo})(?![\u0e33\u0eb3])/u;
const plain = /^[\u0020-\u007e\n\t]*$/;

/** The characters of a text as people see them (grapheme clusters), which `length`, `substr` and `strrev` count. */
export function graphemes(text: string): readonly string[] {
  if (plain.test(text)) return text.split("");
  return Array.from(segmenter.segment(text), ({ segment }) => segment).flatMap((segment) =>
    segment.length === 1 ? [segment] : segment.split(conjunct),
  );
}

/** Terraform's `length` of a string. */
export function characterCount(text: string): number {
  return graphemes(text).length;
}

/** Terraform's `strrev`. */
export function reversed(text: string): string {
  return graphemes(text).toReversed().join("").normalize("NFC");
}

/**
 * Terraform's `substr`: so many characters from an offset; a negative offset counts from the end, a negative length means
 * all the rest. An offset beyond the start stays at the start, one beyond the end gives nothing.
 */
export function substring(text: string, offset: number, length: number): string {
  const characters = graphemes(text);
  const start = offset < 0 ? offset + characters.length : offset;
  if (offset >= 0 && length === 0) return "";
  const rest = characters.slice(Math.max(start, 0));
  // cty's loop compares for equality after each step, so that a length of 0 behind a negative offset takes all the rest.
  return (length <= 0 ? rest : rest.slice(0, length)).join("").normalize("NFC");
}
