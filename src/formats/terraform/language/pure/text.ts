import { failure, unsupported, type Failure } from "./failure.ts";

/**
 * Go maps single code points only (unicode.ToUpper): `ß` stays as it is, and a final sigma is no special case. These are
 * the letters whose single mapping differs from what JavaScript makes of them: Greek with iota subscript.
 */
function upperOf(character: string): string {
  const upper = character.toUpperCase();
  if (Array.from(upper).length === 1) return upper;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCodePoint(code | 8);
  return code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3 ? String.fromCodePoint(code + 9) : character;
}

function lowerOf(character: string): string {
  const lower = character.toLowerCase();
  return Array.from(lower).length === 1 ? lower : (lower.at(0) ?? character);
}

/** The Latin digraphs that have a form of their own at the head of a word. */
const digraphs: ReadonlyMap<string, string> = new Map(
  ["Ǆǅǆ", "Ǉǈǉ", "Ǌǋǌ", "Ǳǲǳ"].flatMap(([upper = "", title = "", lower = ""]) => [
    [upper, title],
    [title, title],
    [lower, title],
  ]),
);

function titleOf(character: string): string {
  const digraph = digraphs.get(character);
  if (digraph !== undefined) return digraph;
  return /[\u10d0-\u10ff]/.test(character) ? character : upperOf(character);
}

/** Terraform's `upper`. */
export function upper(text: string): string {
  return mapped(text, upperOf);
}

/** Terraform's `lower`. */
export function lower(text: string): string {
  return mapped(text, lowerOf);
}

/** Terraform's `title`: the first letter of each word in title case, where `_` and `é` do not end a word and `'` does. */
export function title(text: string): string {
  let previous = " ";
  return mapped(text, (character) => {
    const begins = separates(previous);
    previous = character;
    return begins ? titleOf(character) : character;
  });
}

function mapped(text: string, change: (character: string) => string): string {
  return Array.from(text, change).join("").normalize("NFC");
}

/** Go's strings.Title: anything in ASCII but letters, digits and `_`; beyond ASCII only spaces. */
function separates(character: string): boolean {
  return character < "\u0080" ? !/\w/.test(character) : isSpace(character);
}

const spaces = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Whether Go's unicode.IsSpace holds: unlike JavaScript's, for U+0085 and not for the byte order mark. */
function isSpace(character: string): boolean {
  return spaces.test(character);
}

/** Terraform's `trimspace`. */
export function trimSpace(text: string): string {
  return trimWhere(text, isSpace);
}

/** Terraform's `trim`: all characters (code points) of the cutset off both ends. */
export function trim(text: string, cutset: string): string {
  const cut = new Set(cutset);
  return trimWhere(text, (character) => cut.has(character));
}

function trimWhere(text: string, unwanted: (character: string) => boolean): string {
  const characters = Array.from(text);
  let start = 0;
  let end = characters.length;
  while (start < end && unwanted(characters[start] ?? "")) start += 1;
  while (end > start && unwanted(characters[end - 1] ?? "")) end -= 1;
  return characters.slice(start, end).join("").normalize("NFC");
}

/** Terraform's `chomp`: all line ends off the end. */
export function chomp(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === "\n" || text[end - 1] === "\r")) end -= 1;
  return text.slice(0, end);
}

/** The longest text that `indent` and `replace` may make, in UTF-16 units; they can multiply what they are given. */
export const longestText = 16 * 1024 * 1024;

/** Terraform's `indent`: so many spaces after each line end. A negative number fails (Go panics), as does too long a result. */
export function indent(spacesBefore: number, text: string): string | Failure {
  if (spacesBefore < 0) return failure("panic in function implementation: strings: negative Repeat count");
  const lines = text.split("\n");
  if (text.length + spacesBefore * (lines.length - 1) > longestText)
    return unsupported("the indented text is too long");
  return lines.length === 1 ? text : lines.join(`\n${" ".repeat(spacesBefore)}`);
}

/** Terraform's `split`: by an empty separator into code points, of an empty text into one empty part. */
export function split(separator: string, text: string): readonly string[] {
  if (separator !== "") return text.split(separator);
  return Array.from(text);
}

/** Terraform's `replace` of a plain text: all occurrences; an empty one is found before each character and at the end. */
export function replaceAll(text: string, wanted: string, replacement: string): string | Failure {
  const parts = wanted === "" ? ["", ...Array.from(text), ...(text === "" ? [] : [""])] : text.split(wanted);
  const separators = parts.length - 1;
  if (text.length + separators * replacement.length > longestText) return unsupported("the replaced text is too long");
  return wanted === "" && text === "" ? replacement.normalize("NFC") : parts.join(replacement).normalize("NFC");
}
