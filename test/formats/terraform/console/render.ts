import { isFailure } from "../../../../src/formats/terraform/language/pure/failure.ts";
import { formatNumber } from "../../../../src/formats/terraform/language/pure/number-format.ts";
import { isKeyed, typeOf } from "../../../../src/formats/terraform/language/term.ts";
import type { Keyed, Sequence, Term } from "../../../../src/formats/terraform/language/term.ts";
import type { Type } from "../../../../src/formats/terraform/language/types.ts";

/** A term as `terraform console` prints it (Terraform's internal/repl/format.go). */
export function printed(term: Term, indent = 0): string {
  if (term.kind === "unknown") return "(known after apply)";
  if (term.sensitive) return "(sensitive value)";
  if (term.ephemeral) return "(ephemeral value)";
  switch (term.kind) {
    case "null":
      return printedNull(term.type);
    case "string":
      return term.value.includes("\n") ? heredoc(term.value, indent) : quoted(term.value);
    case "number":
      return printedNumber(term);
    case "bool":
      return String(term.value);
    case "object":
    case "map":
    case "tuple":
    case "list":
    case "set":
      break;
  }
  const inner = isKeyed(term) ? printedEntries(term, indent) : printedItems(term, indent);
  return term.kind === "object" || term.kind === "tuple" ? inner : `to${term.kind}(${inner})`;
}

function printedNull(type: Type): string {
  switch (type.kind) {
    case "dynamic":
      return "null";
    case "string":
    case "number":
    case "bool":
      return `to${type.kind}(null)`;
    case "list":
    case "set":
    case "map":
      return `to${type.kind}(null) /* of ${nameOf(type.element)} */`;
    case "tuple":
    case "object":
      break;
  }
  return `null /* ${type.kind} */`;
}

/** A type as messages of Terraform name it (cty's FriendlyName). */
function nameOf(type: Type): string {
  if (type.kind === "list" || type.kind === "set" || type.kind === "map")
    return `${type.kind} of ${nameOf(type.element)}`;
  return type.kind;
}

function printedNumber(term: Extract<Term, { kind: "number" }>): string {
  const digits = formatNumber(term.value);
  return isFailure(digits) ? `(${digits.error})` : digits;
}

function printedItems(term: Sequence, indent: number): string {
  if (term.items.length === 0) return "[]";
  const lines = term.items.map((item) => `${" ".repeat(indent + 2)}${printed(item, indent + 2)},\n`);
  return `[\n${lines.join("")}${" ".repeat(indent)}]`;
}

function printedEntries(term: Keyed, indent: number): string {
  if (term.entries.size === 0) return "{}";
  const lines = sortedEntries(term.entries).map(([key, value]) => {
    const name = printed({ kind: "string", value: key }, indent + 2);
    return `${" ".repeat(indent + 2)}${name} = ${printed(value, indent + 2)}\n`;
  });
  return `{\n${lines.join("")}${" ".repeat(indent)}}`;
}

/** In the order of Go's strings, which is that of their bytes. */
function sortedEntries<Item>(entries: ReadonlyMap<string, Item>): readonly (readonly [string, Item])[] {
  return [...entries].toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function heredoc(text: string, indent: number): string {
  const lines = text.split("\n");
  let delimiter = "EOT";
  while (lines.some((line) => line.trim() === delimiter)) delimiter += "_";
  const margin = " ".repeat(indent);
  const body = lines.map((line) => `\n${margin}${line}`).join("");
  return `${indent > 0 ? "<<-" : "<<"}${delimiter}${body}\n${margin}${delimiter}`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\r": "\\r",
  "\t": "\\t",
  "\u000b": "\\v",
  '"': '\\"',
  "\\": "\\\\",
};

/** A string as Go's strconv.Quote writes it. */
function quoted(text: string): string {
  const characters = Array.from(text, (character) => {
    const short = SHORT_ESCAPES[character];
    if (short !== undefined) return short;
    if (/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(character)) return character;
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f) return `\\x${hexadecimal(code, 2)}`;
    return code < 0x10000 ? `\\u${hexadecimal(code, 4)}` : `\\U${hexadecimal(code, 8)}`;
  });
  return `"${characters.join("")}"`;
}

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}

/** The type of a term as the console's `type` function prints it. */
export function printedType(term: Term): string {
  return typeText(typeOf(term), 0);
}

function typeText(type: Type, indent: number): string {
  if (type.kind === "tuple") {
    if (type.elements.length === 0) return "tuple([])";
    const lines = type.elements.map((element) => `${margin(indent + 1)}${typeText(element, indent + 1)},\n`);
    return `tuple([\n${lines.join("")}${margin(indent)}])`;
  }
  if (type.kind === "object") {
    if (type.attributes.size === 0) return "object({})";
    const lines = sortedEntries(type.attributes).map(
      ([name, attribute]) => `${margin(indent + 1)}${name}: ${typeText(attribute, indent + 1)},\n`,
    );
    return `object({\n${lines.join("")}${margin(indent)}})`;
  }
  if (type.kind === "list" || type.kind === "set" || type.kind === "map") {
    const { element } = type;
    if (element.kind !== "object" && element.kind !== "tuple") return `${type.kind}(${typeText(element, indent)})`;
    return `${type.kind}(\n${margin(indent + 1)}${typeText(element, indent + 1)},\n${margin(indent)})`;
  }
  return type.kind;
}

function margin(level: number): string {
  return "    ".repeat(level);
}
