import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { Language, Parser } from "web-tree-sitter";
import type { Node } from "web-tree-sitter";

import { ParseError } from "../../parsing/parse-error.ts";
import { firstDisagreement } from "./agreement.ts";
import type { Expression, TerraformFile } from "./ast.ts";
import { readBody } from "./blocks.ts";
import type { BodySyntax } from "./blocks.ts";
import { convertHcl } from "./hcl2json.ts";
import { lineStarts } from "./lines.ts";
import { forEachChild } from "./tree.ts";

/** For `.tf` and `.tfvars`: hcl2json judges whether the file is valid, tree-sitter says what it says and where. */

const language = await loadLanguage();
const parser = new Parser();
parser.setLanguage(language);
const types = language.types;

async function loadLanguage(): Promise<Language> {
  await Parser.init();
  const wasm = fileURLToPath(import.meta.resolve("@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm"));
  return Language.load(await readFile(wasm));
}

/** Parses HCL. Throws a `ParseError` with hcl2json's reason, or where the two parsers do not agree. */
export async function parseHcl(source: string): Promise<TerraformFile> {
  // HCL takes a byte order mark at the start of a file as nothing.
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  const lines = lineStarts(text);
  const tree = parser.parse(withoutExponents(text));
  if (!tree) throw new Error("tree-sitter gave no tree");
  try {
    if (tree.rootNode.hasError) {
      const line = lineOfError(tree.rootNode);
      await convertHcl(text);
      throw new ParseError(line, "two parsers read this file differently from here on");
    }
    const body = await readableBody({ text, lines, cursor: tree.walk(), types });
    const disagreement = firstDisagreement(body, await convertHcl(text), lines);
    if (disagreement) throw disagreement;
    return { ...body, lines };
  } finally {
    tree.delete();
  }
}

/** The grammar takes some texts that HCL refuses (`"${}"`), in which the reading finds no expression: hcl2json says why. */
async function readableBody(tree: Parameters<typeof readBody>[0]): Promise<BodySyntax> {
  try {
    return readFileBody(tree);
  } catch (error) {
    if (!(error instanceof ParseError)) await convertHcl(tree.text);
    throw error;
  }
}

/** Parses one expression, as `.tf.json` holds them in strings; null when it is none. Positions are those of the text. */
export function parseExpression(text: string): Expression | null {
  return soleValue(`x = ${text}\n`);
}

const TEMPLATE_END = "PLUMBLINE_TEMPLATE_END";
const TEMPLATE_START = `x = <<${TEMPLATE_END}\n`;

/** Parses a string's text as a template, as `.tf.json` strings are read; null when it is none. */
export function parseTemplate(text: string): Expression | null {
  const value = soleValue(`${TEMPLATE_START}${text}\n${TEMPLATE_END}\n`);
  return value && withoutLastNewline(value);
}

function soleValue(source: string): Expression | null {
  const tree = parser.parse(withoutExponents(source));
  if (!tree) throw new Error("tree-sitter gave no tree");
  try {
    if (tree.rootNode.hasError) return null;
    const body = readFileBody({ text: source, lines: lineStarts(source), cursor: tree.walk(), types });
    const [attribute, ...others] = body.attributes;
    return attribute && others.length === 0 && body.blocks.length === 0 ? attribute.value : null;
  } finally {
    tree.delete();
  }
}

/** A text of its own, a template or an expression, as a file that holds nothing else. Throws a `ParseError` where it is none. */
export function parseText(text: string, kind: "template" | "expression"): TerraformFile {
  const value = kind === "template" ? parseTemplate(text) : parseExpression(text);
  if (!value) throw new ParseError(1, `the text is no valid ${kind}`);
  const [first = 0, ...lines] = lineStarts(kind === "template" ? `${TEMPLATE_START}${text}` : `x = ${text}`);
  const attribute = { at: value.at, end: value.end, name: "value", hash: "", value };
  return { blocks: [], attributes: [attribute], lines: kind === "template" ? lines : [first, ...lines] };
}

/** The line end before a heredoc's marker is not the template's. */
function withoutLastNewline(value: Expression): Expression {
  if (value.kind === "string") return { ...value, value: value.value.slice(0, -1) };
  if (value.kind !== "template") return value;
  const parts = [...value.parts];
  const last = parts.pop();
  if (typeof last !== "string") return value;
  if (last !== "\n") parts.push(last.slice(0, -1));
  const [only] = parts;
  const wrap = parts.length === 1 && typeof only === "object" && only.kind === "interpolation";
  return { ...value, parts, wrap };
}

/** The grammar knows no exponents: it is given digits in their place, of the same length, so that every position stays. */
function withoutExponents(text: string): string {
  return /\d[eE][-+]?\d/.test(text)
    ? text.replace(/(?<![\w.])\d+(?:\.\d+)?[eE][-+]?\d+/g, (literal) => "1".repeat(literal.length))
    : text;
}

function readFileBody(tree: Parameters<typeof readBody>[0]): BodySyntax {
  let body: BodySyntax = { attributes: [], blocks: [] };
  forEachChild(tree, (type) => {
    if (type === "body") body = readBody(tree, null, 0);
  });
  tree.cursor.delete();
  return body;
}

/** The first error is the one that is deepest on the way to the first broken leaf. */
function lineOfError(root: Node): number {
  let node = root;
  for (;;) {
    const next = node.children.find((child) => child.hasError || child.isMissing);
    if (!next || node.isError) return node.startPosition.row + 1;
    node = next;
  }
}
