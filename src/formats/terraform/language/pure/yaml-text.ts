import { append, endLine, startLine, write, type YamlWriter } from "./yaml-writer.ts";

/** What libyaml takes for the end of a line. */
const lineEnds = /[\r\n\u0085\u2028\u2029]/;
/** What libyaml's emitter writes as it is: not tabs, and nothing beyond the basic plane. */
const unprintable = /[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;
/** Lines of quoted text are broken at the first space behind this column. */
const bestWidth = 80;

const escapes: ReadonlyMap<string, string> = new Map([
  ["\0", "0"],
  ["\u0007", "a"],
  ["\b", "b"],
  ["\t", "t"],
  ["\n", "n"],
  ["\v", "v"],
  ["\f", "f"],
  ["\r", "r"],
  ["\u001b", "e"],
  ['"', '"'],
  ["\\", "\\"],
  ["\u0085", "N"],
  ["\u00a0", "_"],
  ["\u2028", "L"],
  ["\u2029", "P"],
]);

/** Whether a text has a line end, so that it cannot be a key without `?`. */
export function isMultiline(text: string): boolean {
  return lineEnds.test(text);
}

/** Writes a text: as a literal block where it has lines and a block can hold it, else in double quotes. */
export function writeText(writer: YamlWriter, text: string, indent: number, simpleKey: boolean): void {
  const literal = text.includes("\n") && !simpleKey && fitsBlock(text);
  if (literal) writeLiteral(writer, text, indent);
  else writeQuoted(writer, text, indent, !simpleKey);
}

function fitsBlock(text: string): boolean {
  return !text.endsWith(" ") && !/ [\r\n\u0085\u2028\u2029]/.test(text) && !unprintable.test(text);
}

function writeLiteral(writer: YamlWriter, text: string, indent: number): void {
  const startsBlank = text.startsWith(" ") || lineEnds.test(text.charAt(0));
  write(writer, `|${startsBlank ? "2" : ""}${chomping(text)}`);
  endLine(writer);
  let fresh = true;
  for (const piece of text.split(/(?<=[\n\u2028\u2029])/)) {
    const end = lineEnds.test(piece.slice(-1)) ? piece.slice(-1) : "";
    const content = end === "" ? piece : piece.slice(0, -1);
    if (content !== "") {
      if (fresh) startLine(writer, indent);
      append(writer, content);
      writer.atIndent = false;
      writer.afterSpace = false;
    }
    if (end !== "") endLine(writer, end);
    fresh = true;
  }
}

/** `-` where no line end follows the text, `+` where more than one does or nothing else is there. */
function chomping(text: string): string {
  if (!lineEnds.test(text.slice(-1))) return "-";
  return text.length === 1 || lineEnds.test(text.charAt(text.length - 2)) ? "+" : "";
}

function writeQuoted(writer: YamlWriter, text: string, indent: number, mayBreak: boolean): void {
  write(writer, '"');
  const characters = Array.from(text);
  let afterSpace = false;
  for (const [index, character] of characters.entries()) {
    const inside = index > 0 && index < characters.length - 1;
    if (character === " " && mayBreak && !afterSpace && writer.column > bestWidth && inside) {
      startLine(writer, indent);
      if (characters[index + 1] === " ") append(writer, "\\");
    } else {
      append(writer, needsEscape(character) ? `\\${escapeOf(character)}` : character);
    }
    writer.atIndent = false;
    afterSpace = character === " ";
  }
  append(writer, '"');
  writer.afterSpace = false;
  writer.atIndent = false;
}

function needsEscape(character: string): boolean {
  return character === '"' || character === "\\" || lineEnds.test(character) || unprintable.test(character);
}

function escapeOf(character: string): string {
  const named = escapes.get(character);
  if (named !== undefined) return named;
  const digits = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (digits.length <= 2) return `x${digits.padStart(2, "0")}`;
  return digits.length <= 4 ? `u${digits.padStart(4, "0")}` : `U${digits.padStart(8, "0")}`;
}
