const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** Control characters, what HTML gives a meaning to, and the two line separators that JavaScript once choked on. */
// oxlint-disable-next-line no-control-regex
const special = /[\u0000-\u001f"\\<>&\u2028\u2029]/g;

/** Text as a JSON string the way Go's encoding/json writes it, which is how `jsonencode` and `%q` do. */
export function jsonText(text: string): string {
  return `"${text.toWellFormed().replace(special, (character) => escapes.get(character) ?? unicodeEscape(character))}"`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
