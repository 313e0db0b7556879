/** Characters that a value may take before its middle is left out. */
export const MAX_VALUE = 80;
/** Characters of foreign sentences, such as AWS's error messages. */
export const MAX_SENTENCE = 600;
/** Characters of paths, addresses and identifiers. */
export const MAX_NAME = 160;

const ELLIPSIS = "…";
/** Characters that are kept of what several values have in common. */
const CONTEXT = 12;

/** The text with its middle left out where it is longer than `max` characters; never cuts a character in two. */
export function shorten(text: string, max: number): string {
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  const head = Math.ceil((max - 1) / 2);
  const tail = max - 1 - head;
  return characters.slice(0, head).join("") + ELLIPSIS + characters.slice(characters.length - tail).join("");
}

/** Shortens texts that are compared, so that what differs between them stays in sight: what they share goes first. */
export function shortenTogether(texts: readonly string[], max: number): readonly string[] {
  const all = texts.map((text) => Array.from(text));
  if (all.every((characters) => characters.length <= max)) return texts;
  if (new Set(texts).size === 1) return texts.map((text) => shorten(text, max));
  const shortest = Math.min(...all.map((characters) => characters.length));
  const prefix = commonLength(all, shortest, (characters, index) => characters[index]);
  const suffix = commonLength(all, shortest - prefix, (characters, index) => characters[characters.length - 1 - index]);
  const from = Math.max(0, prefix - CONTEXT);
  return all.map((characters) => {
    const to = characters.length - Math.max(0, suffix - CONTEXT);
    const middle = characters.slice(from, to).join("");
    return shorten((from > 0 ? ELLIPSIS : "") + middle + (to < characters.length ? ELLIPSIS : ""), max);
  });
}

function commonLength(
  all: readonly (readonly string[])[],
  limit: number,
  at: (characters: readonly string[], index: number) => string | undefined,
): number {
  const [first = []] = all;
  for (let index = 0; index < limit; index += 1) {
    const character = at(first, index);
    if (!all.every((characters) => at(characters, index) === character)) return index;
  }
  return Math.max(0, limit);
}
