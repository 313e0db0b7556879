import type { TemplatePart } from "./ast.ts";

/**
 * The literal text of templates. HCL scans a heredoc into one token per line; strip markers and the indentation of
 * `<<-` act on those tokens (hashicorp/hcl, hclsyntax/parser_template.go), so that the order of the steps shows in the result.
 */

/** One token of a template, before `if`, `else` and `for` are put together. */
export type TemplateToken =
  | { readonly kind: "text"; text: string }
  | { readonly kind: "part"; readonly part: TemplatePart; readonly stripBefore: boolean; readonly stripAfter: boolean }
  | { readonly kind: "mark"; readonly mark: TemplateMark; readonly stripBefore: boolean; readonly stripAfter: boolean };

/** Where a directive opens, changes over and closes. */
export type TemplateMark =
  | { readonly kind: "if"; readonly condition: Extract<TemplatePart, { kind: "if" }>["condition"] }
  | { readonly kind: "else" }
  | {
      readonly kind: "for";
      readonly keyName: string | null;
      readonly valueName: string;
      readonly collection: Extract<TemplatePart, { kind: "for" }>["collection"];
    }
  | { readonly kind: "end" };

/** Go's unicode.IsSpace. */
const SPACE = "\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const LEADING_SPACE = new RegExp(`^[${SPACE}]+`);
const TRAILING_SPACE = new RegExp(`[${SPACE}]+$`);

const ESCAPES = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);

/** Decodes a quoted string's escapes: `\n`, `\u00e9`, `\U0001f600`, `$${`, `%%{`. */
export function decodeQuoted(raw: string): string {
  if (!raw.includes("\\")) return decodeMarkers(raw);
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|\$\$\{|%%\{/gs, (whole, short, long, simple) => {
    if (whole === "$${") return "${";
    if (whole === "%%{") return "%{";
    const code = short ?? long;
    if (code !== undefined) return decodeCodePoint(code, whole);
    return ESCAPES.get(simple) ?? whole;
  });
}

function decodeCodePoint(hex: string, whole: string): string {
  const code = Number.parseInt(hex, 16);
  return code > 0x10ffff ? whole : String.fromCodePoint(code);
}

/** Decodes what is escaped in heredocs, where a backslash is a backslash. */
function decodeMarkers(raw: string): string {
  if (!raw.includes("$${") && !raw.includes("%%{")) return raw;
  return raw.replaceAll("$${", "${").replaceAll("%%{", "%{");
}

/** A heredoc's raw text as tokens, one for each line. */
export function heredocTokens(raw: string): TemplateToken[] {
  const lines = raw.match(/[^\n]*\n|[^\n]+/g) ?? [];
  return lines.map((line) => ({ kind: "text", text: decodeMarkers(line) }));
}

/** Applies `~`: it trims the one literal token next to it. */
export function applyStripMarkers(tokens: readonly TemplateToken[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "text") continue;
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    if (token.stripBefore && before?.kind === "text") before.text = before.text.replace(TRAILING_SPACE, "");
    if (token.stripAfter && after?.kind === "text") after.text = after.text.replace(LEADING_SPACE, "");
  }
}

/** Takes the smallest indentation off the lines of a `<<-` heredoc; blank lines do not count. */
export function removeIndentation(tokens: readonly TemplateToken[]): void {
  const indented: { text: string }[] = [];
  let smallest = Number.POSITIVE_INFINITY;
  let atLineStart = true;
  for (const token of tokens) {
    if (atLineStart) {
      atLineStart = false;
      const indentation = indentationOf(token);
      smallest = Math.min(smallest, indentation);
      if (token.kind === "text" && indentation < Number.POSITIVE_INFINITY) indented.push(token);
    }
    if (token.kind === "text" && token.text.endsWith("\n")) atLineStart = true;
  }
  for (const token of indented) token.text = token.text.slice(smallest);
}

function indentationOf(token: TemplateToken): number {
  if (token.kind !== "text") return 0;
  const spaces = LEADING_SPACE.exec(token.text)?.[0].length ?? 0;
  const blank = spaces === token.text.length && token.text.endsWith("\n");
  return blank ? Number.POSITIVE_INFINITY : spaces;
}

/** Puts tokens together: neighbouring texts become one, directives get their bodies. */
export function assembleParts(tokens: readonly TemplateToken[]): TemplatePart[] {
  const cursor = { index: 0 };
  return partsUntilMark(tokens, cursor);
}

function partsUntilMark(tokens: readonly TemplateToken[], cursor: { index: number }): TemplatePart[] {
  const parts: TemplatePart[] = [];
  while (cursor.index < tokens.length) {
    const token = tokens[cursor.index];
    if (!token) break;
    if (token.kind === "mark" && (token.mark.kind === "else" || token.mark.kind === "end")) break;
    cursor.index++;
    if (token.kind === "text") addText(parts, token.text);
    else if (token.kind === "part") parts.push(token.part);
    else parts.push(directive(token.mark, tokens, cursor));
  }
  return parts;
}

function directive(mark: TemplateMark, tokens: readonly TemplateToken[], cursor: { index: number }): TemplatePart {
  const body = partsUntilMark(tokens, cursor);
  const closing = tokens[cursor.index++];
  if (mark.kind === "for") {
    return { kind: "for", keyName: mark.keyName, valueName: mark.valueName, collection: mark.collection, body };
  }
  if (mark.kind !== "if") throw new Error("only `if` and `for` open a directive");
  let whenFalse: TemplatePart[] = [];
  if (closing?.kind === "mark" && closing.mark.kind === "else") {
    whenFalse = partsUntilMark(tokens, cursor);
    cursor.index++;
  }
  return { kind: "if", condition: mark.condition, whenTrue: body, whenFalse };
}

function addText(parts: TemplatePart[], text: string): void {
  if (text === "") return;
  const last = parts.at(-1);
  if (typeof last === "string") parts[parts.length - 1] = last + text;
  else parts.push(text);
}
