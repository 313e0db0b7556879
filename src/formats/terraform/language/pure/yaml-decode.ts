import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
  type Pair,
} from "yaml";
import { failure, isFailure, unsupported, type Failure } from "./failure.ts";
import { goQuote } from "./go-quote.ts";
import { formatNumber } from "./number-format.ts";
import { friendlyName, type PlainValue } from "./plain-value.ts";
import { yamlScalar } from "./yaml-scalar.ts";

const prefix = "tag:yaml.org,2002:";

/** Deeper documents are refused: Terraform's own stack is larger than ours. */
const deepest = 500;

/** Longer documents are refused: what is no YAML takes a time that grows with the square of its length. */
const longest = 150_000;

/** Aliases of aliases can stand for any number of values; more than this are refused. */
const mostValues = 1_000_000;

type Reading = {
  readonly text: string;
  readonly lines: LineCounter;
  readonly anchors: Map<string, { readonly value: PlainValue; readonly size: number }>;
  readonly pending: Set<string>;
  /** Values so far, with those that aliases stand for. */
  size: number;
};

/**
 * Terraform's `yamldecode`: one document, with anchors, aliases and merge keys; of equal keys the last one counts, the
 * merged ones among them. Fails where go-cty-yaml does; what it says of broken syntax is not repeated word for word.
 */
export function yamlDecode(text: string): PlainValue | Failure {
  if (text.length > longest) return unsupported("the YAML document is too long");
  const lines = new LineCounter();
  const documents = parsed(text, lines);
  if (isFailure(documents)) return documents;
  const [first, second] = documents;
  const broken = documents.flatMap((document) => document.errors).at(0);
  if (broken?.code === "RESOURCE_EXHAUSTION") return tooDeep();
  if (broken !== undefined) return failure(`invalid YAML syntax: ${broken.code}`);
  if (first?.directives?.yaml.explicit && first.directives.yaml.version !== "1.1") {
    return failure("on line 1, column 1: found incompatible YAML document");
  }
  if (first === undefined || (first.contents === null && first.directives?.docStart !== true)) {
    return failure("on line 1, column 1: missing start of document");
  }
  if (second !== undefined) return failure("on line 1, column 1: unexpected extra content after value");
  if (first.contents === null) return { kind: "null" };
  return nodeValue(first.contents, { text, lines, anchors: new Map(), pending: new Set(), size: 0 }, 0);
}

/** The failsafe schema leaves every scalar as it is written, for go-cty-yaml's own rules to be applied to. */
function parsed(text: string, lineCounter: LineCounter): readonly Document[] | Failure {
  try {
    const documents = parseAllDocuments(text, {
      lineCounter,
      schema: "failsafe",
      version: "1.1",
      merge: false,
      uniqueKeys: false,
      strict: true,
      // Each error would be shown with its line, of which there may be one only.
      prettyErrors: false,
      logLevel: "silent",
      keepSourceTokens: false,
    });
    return Array.isArray(documents) ? documents : [];
  } catch {
    return tooDeep();
  }
}

function tooDeep(): Failure {
  return unsupported("the YAML document is nested too deeply");
}

function nodeValue(node: Node, reading: Reading, depth: number): PlainValue | Failure {
  if (depth > deepest) return tooDeep();
  if (isAlias(node)) return aliased(node.source, node, reading);
  const before = reading.size;
  reading.size += 1;
  const anchor = "anchor" in node ? node.anchor : undefined;
  if (anchor !== undefined) reading.pending.add(anchor);
  const value = unanchored(node, reading, depth);
  if (anchor !== undefined && !isFailure(value)) {
    reading.pending.delete(anchor);
    reading.anchors.set(anchor, { value, size: reading.size - before });
  }
  return value;
}

function aliased(name: string, node: Node, reading: Reading): PlainValue | Failure {
  if (reading.pending.has(name)) {
    return at(node, reading, `cannot refer to anchor ${goQuote(name)} from inside its own definition`);
  }
  const known = reading.anchors.get(name);
  reading.size += known?.size ?? 0;
  if (reading.size > mostValues) return unsupported("the YAML document stands for too many values");
  return known?.value ?? at(node, reading, `reference to undefined anchor ${goQuote(name)}`);
}

function unanchored(node: Node, reading: Reading, depth: number): PlainValue | Failure {
  if (isScalar(node)) return scalarValue(node, reading);
  const tag = node.tag ?? "";
  if (isSeq(node)) {
    if (tag !== "" && tag !== `${prefix}seq`) return at(node, reading, `can't interpret sequence as ${tag}`);
    const items: PlainValue[] = [];
    for (const item of node.items) {
      const value = nodeOrNull(item, reading, depth + 1);
      if (isFailure(value)) return value;
      items.push(value);
    }
    return { kind: "tuple", items };
  }
  if (!isMap(node)) return failure("invalid YAML syntax");
  if (tag !== "" && tag !== `${prefix}map`) return at(node, reading, `can't interpret mapping as ${tag}`);
  return mapping(node.items, reading, depth);
}

/** An item that is not written is a null. */
function nodeOrNull(item: unknown, reading: Reading, depth: number): PlainValue | Failure {
  return item === null ? { kind: "null" } : nodeValue(item as Node, reading, depth);
}

function mapping(pairs: readonly Pair[], reading: Reading, depth: number): PlainValue | Failure {
  const entries = new Map<string, PlainValue>();
  for (const pair of pairs) {
    const key = pair.key as Node | null;
    if (key !== null && !isScalar(key)) return at(key, reading, "only strings are allowed as mapping keys");
    const merges = key !== null && isMergeKey(key);
    const name = merges || key === null ? "" : keyText(key, reading);
    if (typeof name !== "string") return name;
    if (key === null) return failure("mapping key cannot be null");
    const value = nodeOrNull(pair.value, reading, depth + 1);
    if (isFailure(value)) return value;
    if (!merges) entries.set(name, value);
    else if (value.kind !== "object") return at(key, reading, `cannot merge ${friendlyName(value)} into mapping`);
    else for (const [merged, item] of value.entries) entries.set(merged, item);
  }
  return { kind: "object", entries };
}

type ScalarNode = Node & { readonly value: unknown; readonly type?: string; readonly source?: string };

/** go-cty-yaml takes `<<` for a merge key in quotes too. */
function isMergeKey(key: ScalarNode): boolean {
  return textOf(key) === "<<" && (key.tag ?? "") === "";
}

function keyText(key: ScalarNode, reading: Reading): string | Failure {
  const value = yamlScalar(textOf(key), tagOf(key), isQuoted(key));
  if (isFailure(value)) return failure(value.error);
  if (value.kind === "null") return at(key, reading, "mapping key cannot be null");
  return scalarText(value);
}

function scalarText(value: PlainValue): string | Failure {
  if (value.kind === "string") return value.value;
  return value.kind === "number" ? formatNumber(value.value) : String(value.kind === "bool" && value.value);
}

/** A literal or folded block is text whatever it says, but by way of what it says: `017` becomes `17`. */
function scalarValue(node: ScalarNode, reading: Reading): PlainValue | Failure {
  const value = yamlScalar(blockText(node, reading), tagOf(node), isQuoted(node));
  if (isFailure(value)) return value.unsupported === true ? value : at(node, reading, value.error);
  if (!isBlock(node) || value.kind === "null" || tagOf(node) !== "") return value;
  const text = scalarText(value);
  return isFailure(text) ? text : { kind: "string", value: text };
}

function textOf(node: ScalarNode): string {
  return typeof node.value === "string" ? node.value : (node.source ?? "");
}

function isBlock(node: ScalarNode): boolean {
  return node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
}

/** libyaml adds no line end to a block that the document ends in without one. */
function blockText(node: ScalarNode, reading: Reading): string {
  const text = textOf(node);
  const unended = isBlock(node) && node.range?.[1] === reading.text.length && !/[\r\n]$/.test(reading.text);
  return unended ? text.replace(/\n$/, "") : text;
}

function tagOf(node: ScalarNode): string {
  return node.tag ?? "";
}

function isQuoted(node: ScalarNode): boolean {
  return node.type === "QUOTE_SINGLE" || node.type === "QUOTE_DOUBLE";
}

/** go-cty-yaml counts lines from 0 and columns from 1, and leaves the first line's position out. */
function at(node: Node, reading: Reading, message: string): Failure {
  const start = node.range?.[0];
  const properties = /(?:[!&]\S*[ \t]+)+$/.exec(reading.text.slice(Math.max(0, (start ?? 0) - 200), start))?.[0] ?? "";
  const position = start === undefined ? undefined : reading.lines.linePos(start - properties.length);
  if (position === undefined || position.line <= 1) return failure(message);
  return failure(`on line ${String(position.line - 1)}, column ${String(position.col)}: ${message}`);
}
