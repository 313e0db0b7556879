const named: ReadonlyMap<string, string> = new Map([
  ["\u0007", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
  ["\\", "\\\\"],
]);
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** Text that needs no escape. */
const plain = /^[ !#-[\]-~]*$/;

/** Text in double quotes as Go's `%q` shows it in Terraform's messages (strconv.Quote). */
export function goQuote(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  return `"${Array.from(text, (character) => escaped(character, '"')).join("")}"`;
}

/** One character in single quotes, as `%q` shows a rune. */
export function goQuoteRune(character: string): string {
  return `'${escaped(character, "'")}'`;
}

function escaped(character: string, quote: string): string {
  if (character === quote) return `\\${quote}`;
  const name = named.get(character);
  if (name !== undefined) return name;
  if (printable.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x80) return `\\x${digits.padStart(2, "0")}`;
  return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}
