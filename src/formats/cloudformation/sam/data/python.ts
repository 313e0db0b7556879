import type { Data, Fraction, Text } from "./data.ts";
import { createHash } from "node:crypto";
import { entriesOf, isDict, isFraction, isText, textOf } from "./data.ts";

/** How many characters of a hash end a logical id. */
const HASH_LENGTH = 10;

/** A hash as SAM ends logical ids with; nothing for an empty text. */
export function idHash(data: Data, length = HASH_LENGTH): string {
  const text = textOf(data) ?? (isEmpty(data) ? "" : compactJson(data));
  return text === "" ? "" : createHash("sha1").update(text).digest("hex").slice(0, length);
}

function isEmpty(data: Data): boolean {
  return data === null || (Array.isArray(data) && data.length === 0) || (isDict(data) && data.slots.size === 0);
}

/** `json.dumps` with sorted keys and no spaces. */
function compactJson(data: Data): string {
  return json(data, { sorted: true, comma: ",", colon: ":", indent: "" }, "");
}

/** `json.dumps` as it is called without options. */
export function spacedJson(data: Data): string {
  return json(data, { sorted: false, comma: ", ", colon: ": ", indent: "" }, "");
}

/** `json.dumps` with sorted keys, indented by four. */
export function indentedJson(data: Data): string {
  return json(data, { sorted: true, comma: ",", colon: ": ", indent: "    " }, "\n");
}

type JsonStyle = {
  readonly sorted: boolean;
  readonly comma: string;
  readonly colon: string;
  readonly indent: string;
};

function json(data: Data, style: JsonStyle, line: string): string {
  const { sorted, comma, colon, indent } = style;
  const inner = line + indent;
  if (Array.isArray(data)) {
    if (data.length === 0) return "[]";
    return `[${inner}${data.map((item) => json(item, style, inner)).join(comma + inner)}${line}]`;
  }
  if (isDict(data)) {
    const entries = entriesOf(data).map(([key, value]) => [textOf(key) ?? "", value] as const);
    if (entries.length === 0) return "{}";
    const ordered = sorted ? entries.toSorted(([left], [right]) => byCodePoint(left, right)) : entries;
    const written = ordered.map(([key, value]) => `${asciiJson(key)}${colon}${json(value, style, inner)}`);
    return `{${inner}${written.join(comma + inner)}${line}}`;
  }
  const text = textOf(data);
  if (isFraction(data)) return printedFraction(data);
  return text === undefined ? String(data as boolean | number | null) : asciiJson(text);
}

/** Python writes everything but ASCII as escapes. */
function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Texts in Python's order: by code point, not by UTF-16 unit. */
export function byCodePoint(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** `str()` of a value, with texts of the template as Python 2 prints them: `{u'paths': {}}`. */
export function printed(data: Data): string {
  if (data === null) return "None";
  if (typeof data === "boolean") return data ? "True" : "False";
  if (Array.isArray(data)) return `[${data.map(printed).join(", ")}]`;
  if (isDict(data)) {
    return `{${entriesOf(data)
      .map(([key, value]) => `${printed(key)}: ${printed(value)}`)
      .join(", ")}}`;
  }
  if (isFraction(data)) return printedFraction(data);
  return isText(data) ? printedText(data) : String(data);
}

/** Python keeps a number with a fraction one. */
function printedFraction({ text }: Fraction): string {
  const number = Number(text);
  return Number.isInteger(number) ? `${number}.0` : String(number);
}

function printedText(text: Text): string {
  if (typeof text === "string") return quoted(text, (character) => escaped(character, false));
  // The escapes are made first and then printed as a text: the doubled backslashes are halved again.
  const ascii = [...text.text].map((character) => escaped(character, true)).join("");
  return `u${quoted(ascii, (character) => (character === "\\" ? "\\\\" : character)).replaceAll("\\\\", "\\")}`;
}

/** Python quotes with `'`, unless only that is in the text. */
function quoted(text: string, escape: (character: string) => string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return `${quote}${[...text].map((character) => (character === quote ? `\\${quote}` : escape(character))).join("")}${quote}`;
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

function escaped(character: string, asciiOnly: boolean): string {
  const short = SHORT_ESCAPES.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return character;
  if (!asciiOnly && code > 0xa0) return character;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
}
