import type { Json } from "../../../model/json.ts";
import { ParseError } from "../../parsing/parse-error.ts";
import type { BlockSyntax } from "./ast.ts";
import type { BodySyntax } from "./blocks.ts";
import { lineIndexOf } from "./lines.ts";

type JsonObject = { readonly [name: string]: Json };

/**
 * Where hcl2json and tree-sitter see different blocks (type and labels, as a multiset); undefined when they agree.
 * A file with an attribute and a block of one name is left to tree-sitter there: hcl2json loses the block.
 */
export function firstDisagreement(
  body: BodySyntax,
  json: JsonObject,
  lines: readonly number[],
): ParseError | undefined {
  const attributes = new Set(body.attributes.map((attribute) => attribute.name));
  const groups = new Map<string, BlockSyntax[]>();
  for (const block of body.blocks) {
    const key = JSON.stringify([block.type, ...block.labels]);
    const group = groups.get(key);
    if (group) group.push(block);
    else groups.set(key, [block]);
  }
  for (const [block, ...others] of groups.values()) {
    if (!block || attributes.has(block.type)) continue;
    const found = valueAt(json, [block.type, ...block.labels]);
    if (!Array.isArray(found) || found.length !== others.length + 1) return disagreement(block, lines);
  }
  const unseen = Object.keys(json).find(
    (name) => !attributes.has(name) && !body.blocks.some((block) => block.type === name),
  );
  const comparable = body.blocks.filter((block) => !attributes.has(block.type));
  if (unseen === undefined && countBlocks(json, attributes) === comparable.length) return undefined;
  return new ParseError(null, "two parsers find different blocks in this file");
}

function valueAt(json: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = json;
  for (const name of path) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

function countBlocks(json: JsonObject, attributes: ReadonlySet<string>): number {
  let count = 0;
  for (const [name, value] of Object.entries(json)) {
    if (!attributes.has(name)) count += countArrays(value);
  }
  return count;
}

/** Blocks are arrays below objects of labels. */
function countArrays(value: Json): number {
  if (Array.isArray(value)) return value.length;
  if (!isObject(value)) return 0;
  return Object.values(value).reduce((sum: number, child) => sum + countArrays(child), 0);
}

function disagreement(block: BlockSyntax, lines: readonly number[]): ParseError {
  const line = lineIndexOf(lines, block.at) + 1;
  return new ParseError(line, `two parsers read the block \`${[block.type, ...block.labels].join(" ")}\` differently`);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
