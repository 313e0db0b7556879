import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Node, Pair } from "yaml";

import { ParseError } from "../../parsing/parse-error.ts";
import type { AttributeSyntax, BlockSyntax, Expression, TerraformFile } from "./ast.ts";
import { hashOf } from "./blocks.ts";
import type { BodySyntax } from "./blocks.ts";
import { parseExpression, parseTemplate } from "./hcl.ts";
import { lineIndexOf, lineStarts } from "./lines.ts";

/**
 * For `.tf.json` and `.tfvars.json` (https://developer.hashicorp.com/terraform/language/syntax/json). `JSON.parse` judges
 * whether the file is valid; the `yaml` package, for which JSON is a subset, says where things are.
 */

/** How many labels a block type has; a type that is not listed is not Terraform's. */
const LABELS: ReadonlyMap<string, number> = new Map([
  ["resource", 2],
  ["data", 2],
  ["ephemeral", 2],
  ["variable", 1],
  ["output", 1],
  ["module", 1],
  ["provider", 1],
  ["check", 1],
  ["locals", 0],
  ["terraform", 0],
  ["moved", 0],
  ["import", 0],
  ["removed", 0],
]);

/** JSON does not tell nested blocks from attributes; these are read as blocks, the rest evaluates to the same lists. */
const NESTED_BLOCKS = new Set([
  "lifecycle",
  "dynamic",
  "default_tags",
  "ignore_tags",
  "assume_role",
  "provisioner",
  "connection",
]);

/** Strings there name things rather than being templates. */
const REFERENCES = new Set(["depends_on", "provider", "providers", "ignore_changes", "replace_triggered_by", "type"]);

type Context = { readonly text: string; readonly lines: readonly number[] };
type Reading = "template" | "reference" | "literal";

/** Parses JSON as Terraform reads it: `configuration` for `.tf.json`, `values` for `.tfvars.json`. Throws a `ParseError`. */
export function parseTerraformJson(source: string, mode: "configuration" | "values"): TerraformFile {
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  const lines = lineStarts(text);
  checkJson(text, lines);
  const context = { text, lines };
  const root = parseDocument(text, { uniqueKeys: false, schema: "core", logLevel: "silent" }).contents;
  if (!isMap(root)) throw new ParseError(1, "the file must hold one JSON object");
  if (mode === "values") {
    const attributes = root.items.map((pair) => attributeOf(context, pair as Pair<Node, Node | null>, "literal"));
    return { blocks: [], attributes, lines };
  }
  const blocks = propertiesOf(root).flatMap(({ name, pair }) => topBlocks(context, name, pair));
  return { blocks, attributes: [], lines };
}

/** V8 says "… in JSON at position 20 (line 3 column 1)", or nothing when the text ends too early. */
function checkJson(text: string, lines: readonly number[]): void {
  try {
    JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = /\(line (\d+) column \d+\)/.exec(message)?.[1];
    throw new ParseError(line === undefined ? lines.length : Number(line), message, { cause: error });
  }
}

type Property = { readonly name: string; readonly pair: Pair<Node, Node | null> };

/** A key `//` is a comment. */
function propertiesOf(node: Node | null): Property[] {
  if (isSeq(node)) return node.items.flatMap((item) => propertiesOf(item as Node));
  if (!isMap(node)) return [];
  return node.items
    .map((pair) => ({ name: keyOf(pair as Pair<Node, Node | null>), pair: pair as Pair<Node, Node | null> }))
    .filter(({ name }) => name !== "//");
}

function keyOf(pair: Pair<Node, Node | null>): string {
  return isScalar(pair.key) ? String(pair.key.value) : "";
}

function topBlocks(context: Context, type: string, pair: Pair<Node, Node | null>): BlockSyntax[] {
  const count = LABELS.get(type);
  if (count === undefined) {
    throw new ParseError(lineOf(context, pair.key), `Terraform has no block type \`${type}\``);
  }
  return blocksBelow(context, { type, labels: [], missing: count }, pair);
}

type Header = { readonly type: string; readonly labels: readonly string[]; readonly missing: number };

function blocksBelow(context: Context, header: Header, pair: Pair<Node, Node | null>): BlockSyntax[] {
  if (header.missing > 0) {
    return propertiesOf(pair.value).flatMap(({ name, pair: inner }) =>
      blocksBelow(context, { type: header.type, labels: [...header.labels, name], missing: header.missing - 1 }, inner),
    );
  }
  const bodies = isSeq(pair.value) ? pair.value.items.map((item) => item as Node) : [pair.value];
  return bodies.map((body) => blockOf(context, header, pair, body));
}

function blockOf(context: Context, header: Header, pair: Pair<Node, Node | null>, body: Node | null): BlockSyntax {
  if (!isMap(body)) throw new ParseError(lineOf(context, pair.key), `\`${header.type}\` must be a JSON object`);
  const at = startOf(pair.key);
  const end = endOf(body, at);
  const { type, labels } = header;
  return { at, end, type, labels, hash: hashOf(context.text.slice(at, end)), ...bodyOf(context, body, type) };
}

function bodyOf(context: Context, body: Node, owner: string): BodySyntax {
  const result: BodySyntax = { attributes: [], blocks: [] };
  for (const { name, pair } of propertiesOf(body)) {
    if (NESTED_BLOCKS.has(name) && owner !== "locals") {
      result.blocks.push(
        ...blocksBelow(context, { type: name, labels: [], missing: name === "dynamic" ? 1 : 0 }, pair),
      );
    } else {
      result.attributes.push(attributeOf(context, pair, readingOf(owner, name)));
    }
  }
  return result;
}

function readingOf(owner: string, name: string): Reading {
  if (owner === "variable" && name !== "type") return "literal";
  if (owner === "module" && name === "source") return "literal";
  return REFERENCES.has(name) && owner !== "locals" && !(name === "type" && owner !== "variable")
    ? "reference"
    : "template";
}

function attributeOf(context: Context, pair: Pair<Node, Node | null>, reading: Reading): AttributeSyntax {
  const at = startOf(pair.key);
  const value = expressionOf(context, pair.value, at, reading);
  return { at, end: value.end, name: keyOf(pair), hash: hashOf(context.text.slice(at, value.end)), value };
}

function expressionOf(context: Context, node: Node | null, fallback: number, reading: Reading): Expression {
  const at = node ? startOf(node) : fallback;
  const end = node ? endOf(node, at) : fallback;
  if (isSeq(node)) {
    return {
      at,
      end,
      kind: "tuple",
      items: node.items.map((item) => expressionOf(context, item as Node, at, reading)),
    };
  }
  if (isMap(node)) {
    const items = node.items.map((pair) => {
      const { key, value } = pair as Pair<Node, Node | null>;
      const keyReading = reading === "reference" ? "literal" : reading;
      return {
        key: expressionOf(context, key, at, keyReading),
        value: expressionOf(context, value, startOf(key), reading),
      };
    });
    return { at, end, kind: "object", items };
  }
  const value = isScalar(node) ? node.value : null;
  if (value === null || value === undefined) return { at, end, kind: "null" };
  if (typeof value === "boolean") return { at, end, kind: "boolean", value };
  if (typeof value !== "string") return { at, end, kind: "number", text: context.text.slice(at, end) };
  return relocated(stringOf(context, node, value, reading), at, end);
}

function stringOf(context: Context, node: Node | null, text: string, reading: Reading): Expression {
  const literal: Expression = { at: 0, end: 0, kind: "string", value: text };
  const isTemplate = reading === "template" && (text.includes("${") || text.includes("%{"));
  if (reading === "literal" || (reading === "template" && !isTemplate)) return literal;
  const parsed = isTemplate ? parseTemplate(text) : parseExpression(text);
  if (!parsed) throw new ParseError(lineOf(context, node), `not a valid ${reading}`);
  return parsed;
}

/** Positions inside a string's own text mean nothing in the file: all of it is where the string is. */
function relocated(expression: Expression, at: number, end: number): Expression {
  if (expression.kind === "string") return { ...expression, at, end };
  return JSON.parse(JSON.stringify(expression), (key, value: unknown) => {
    if (key === "at") return at;
    return key === "end" ? end : value;
  }) as Expression;
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function endOf(node: Node, fallback: number): number {
  return node.range?.[1] ?? fallback;
}

function lineOf(context: Context, node: Node | null): number {
  return lineIndexOf(context.lines, node ? startOf(node) : 0) + 1;
}
