import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Node } from "yaml";

import type { Json } from "../../model/json.ts";
import type { Span } from "../../model/source.ts";
import { ParseError } from "../parsing/parse-error.ts";

/** `[line, column, endLine, endColumn]`, counting from 1, the end inclusive. */
export type At = readonly [line: number, column: number, endLine: number, endColumn: number];

/** A JSON value with the places of its parts. `at` of an entry reaches from its key to the end of its value. */
export type JsonNode =
  | { readonly kind: "scalar"; readonly at: At; readonly value: string | number | boolean | null }
  | { readonly kind: "list"; readonly at: At; readonly items: readonly JsonNode[] }
  | { readonly kind: "map"; readonly at: At; readonly entries: readonly JsonEntry[] };

export type JsonEntry = { readonly key: string; readonly at: At; readonly value: JsonNode };

/**
 * Reads JSON with places: `JSON.parse` judges whether it is valid, the `yaml` package, for which JSON is a subset, says
 * where things are. Runs in a worker.
 * @throws ParseError where the text is no JSON
 */
export function parseJson(source: string): JsonNode {
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  checkJson(text);
  const lines = new LineCounter();
  const document = parseDocument(text, { uniqueKeys: false, schema: "json", logLevel: "silent", lineCounter: lines });
  return convert(document.contents, lines);
}

/** V8 says "… in JSON at position 20 (line 3 column 1)", or nothing when the text ends too early. */
function checkJson(text: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const line = /\(line (\d+) column \d+\)/.exec(message)?.[1];
    const reason = text.trim() === "" ? "the file is empty" : "this is not JSON from here on";
    const last = text.trimEnd().split("\n").length;
    throw new ParseError(line === undefined ? last : Number(line), reason, { cause: error });
  }
}

function convert(node: Node | null, lines: LineCounter): JsonNode {
  const at = placeOf(node?.range ?? [0, 1, 1], lines);
  if (isMap(node)) {
    // As `JSON.parse` has it, a later entry replaces an earlier one of the same key.
    const entries = new Map<string, JsonEntry>();
    for (const { key, value } of node.items) {
      const keyNode = key as Node;
      const child = convert(value as Node | null, lines);
      const [line, column] = placeOf(keyNode.range ?? [0, 1, 1], lines);
      const name = isScalar(keyNode) ? String(keyNode.value) : "";
      entries.set(name, { key: name, at: [line, column, child.at[2], child.at[3]], value: child });
    }
    return { kind: "map", at, entries: [...entries.values()] };
  }
  if (isSeq(node)) return { kind: "list", at, items: node.items.map((item) => convert(item as Node, lines)) };
  const value = isScalar(node) ? node.value : null;
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return { kind: "scalar", at, value: isPlain ? value : null };
}

function placeOf([start, end]: readonly [number, number, number], lines: LineCounter): At {
  const first = lines.linePos(start);
  const last = lines.linePos(Math.max(start, end - 1));
  return [first.line, first.col, last.line, last.col];
}

export function spanOf(path: string, [line, column, endLine, endColumn]: At): Span {
  return { path, line, column, endLine, endColumn };
}

/** The entry of a key; undefined for anything that is no object. */
export function entryOf(node: JsonNode | undefined, key: string): JsonEntry | undefined {
  return node?.kind === "map" ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** A text; undefined for anything else. */
export function textOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

/** The value without its places. */
export function valueOf(node: JsonNode): Json {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(valueOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, valueOf(value)]));
}
