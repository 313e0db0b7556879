import { isAlias, isMap, isScalar, isSeq, Scalar } from "yaml";
import type { Alias, LineCounter, Pair, YAMLMap, YAMLSeq } from "yaml";

import { ParseError } from "../../parsing/parse-error.ts";
import { MAX_DEPTH, tooDeep } from "./compose.ts";
import { calledBy, INTRINSIC_NAMES } from "../intrinsics/intrinsic-names.ts";
import type { At, CallNode, Entry, LineProblem, Node } from "./nodes.ts";
import { isFraction, plainScalar } from "./scalars.ts";
import { anchorOf, isBlock, isCallTag, isNumericTag, startOf, tagOf } from "./yaml-nodes.ts";

/** Aliases are written out, as the tools that package a template do: a file may not grow beyond this many nodes by it. */
const MAX_NODES = 400_000;
/** A long text weighs as much as several nodes. */
const TEXT_PER_NODE = 32;
/** Sections are a template's first level, logical ids the second. */
const SECTION_DEPTH = 2;

/** A converted node, and the offset after its last character. */
type Converted = { readonly node: Node; readonly end: number };

type Anchored = { readonly node: Node; readonly weight: number; readonly height: number };

/** Makes our own nodes of the YAML package's. One converter serves one file. */
export type Converter = {
  /**
   * The node of a document's contents.
   * @throws ParseError when aliases make it too large, or nesting too deep
   */
  convert(contents: unknown): Node;
  readonly problems: readonly LineProblem[];
};

/** A converter of one text; `lines` must have seen that text. */
export function createConverter(text: string, lines: LineCounter): Converter {
  const problems: LineProblem[] = [];
  const anchors = new Map<string, Anchored | "open">();
  let weight = 0;
  let depth = 0;
  let deepest = 0;

  function convert(contents: unknown): Node {
    return visit(contents, 0).node;
  }

  function visit(source: unknown, offset: number): Converted {
    const outer = { weight, deepest };
    deepest = ++depth;
    const start = startOf(source) ?? offset;
    if (depth > MAX_DEPTH) throw tooDeep(lineAt(start));
    const anchor = anchorOf(source);
    if (anchor !== undefined) anchors.set(anchor, "open");
    const converted = tagged(source, bare(source, start), start);
    depth--;
    if (anchor !== undefined) {
      anchors.set(anchor, {
        node: converted.node,
        weight: weight - outer.weight,
        height: deepest - depth,
      });
    }
    deepest = Math.max(deepest, outer.deepest);
    return converted;
  }

  function bare(source: unknown, start: number): Converted {
    if (isAlias(source)) return alias(source, start);
    grow(1, start);
    if (isScalar(source)) return scalar(source, start);
    if (isMap(source)) return mapping(source, start);
    if (isSeq(source)) return sequence(source, start);
    return { node: { kind: "scalar", at: at(start, start), value: null }, end: start };
  }

  function scalar(source: Scalar, start: number): Converted {
    const range = source.range?.[1] ?? start;
    const written = typeof source.value === "string" ? source.value : "";
    // The package ends a block scalar with a line break also where the file has none.
    const cut = isBlock(source) && range >= text.length && !text.endsWith("\n");
    const value = cut ? written.replace(/\n$/, "") : written;
    grow(Math.floor(value.length / TEXT_PER_NODE), start);
    const end = endOfText(start, range);
    const plain = source.type === Scalar.PLAIN && (source.tag === undefined || isCallTag(source.tag));
    const meant = plain || isNumericTag(source.tag) ? plainScalar(value) : value;
    const isNumber = plain && typeof meant === "string" && isFraction(meant) ? { isNumber: true as const } : {};
    return { node: { kind: "scalar", at: at(start, end), value: meant, ...isNumber }, end };
  }

  function sequence(source: YAMLSeq, start: number): Converted {
    const items: Node[] = [];
    let end = source.flow ? (source.range?.[1] ?? start) : start;
    for (const item of source.items) {
      const converted = visit(item, end);
      items.push(converted.node);
      end = Math.max(end, converted.end);
    }
    return { node: { kind: "seq", at: at(start, end), items }, end };
  }

  function mapping(source: YAMLMap, start: number): Converted {
    const entries = new Map<string, Entry>();
    const merged: Entry[] = [];
    let broken: string | undefined;
    let end = source.flow ? (source.range?.[1] ?? start) : start;
    for (const pair of source.items) {
      const { entry, isMerge, end: entryEnd } = entryFrom(pair, end);
      end = Math.max(end, entryEnd);
      if (typeof entry === "string") broken ??= entry;
      else if (isMerge) merged.push(...mergedEntries(entry));
      else put(entries, entry);
    }
    const place = at(start, end);
    if (broken !== undefined && entries.size === 0) return { node: { kind: "broken", at: place, reason: broken }, end };
    // A key's own value wins over a merged one, and the first merged map over later ones (https://yaml.org/type/merge.html).
    for (const entry of merged) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    return { node: asCall([...entries.values()], place), end };
  }

  function entryFrom(
    pair: Pair,
    offset: number,
  ): { readonly entry: Entry | string; readonly isMerge: boolean; readonly end: number } {
    const start = startOf(pair.key) ?? offset;
    const keyEnd = isScalar(pair.key) ? (pair.key.range?.[1] ?? start) : start;
    const { node, end: valueEnd } = visit(pair.value, keyEnd);
    const end = Math.max(keyEnd, valueEnd);
    if (!isScalar(pair.key)) {
      const message = "a key must be text: is this file rendered by another tool first?";
      problems.push({ line: lineAt(start), message });
      return { entry: `line ${lineAt(start)}: ${message}`, isMerge: false, end };
    }
    const key = typeof pair.key.value === "string" ? pair.key.value : "";
    grow(Math.floor(key.length / TEXT_PER_NODE), start);
    const isMerge = key === "<<" && pair.key.type === Scalar.PLAIN;
    return { entry: { key, at: at(start, end), value: node }, isMerge, end };
  }

  /** CloudFormation takes the later of two. Within a resource that is harmless; a resource that is lost is not. */
  function put(entries: Map<string, Entry>, entry: Entry): void {
    const earlier = entries.get(entry.key);
    if (earlier && depth <= SECTION_DEPTH && !sameMeaning(earlier.value, entry.value)) {
      const line = earlier.at[0];
      const message = `\`${entry.key}\` is written twice, first at line ${line}: the later one is taken`;
      problems.push({ line: entry.at[0], message });
    }
    entries.delete(entry.key);
    entries.set(entry.key, entry);
  }

  function mergedEntries(entry: Entry): readonly Entry[] {
    const sources = entry.value.kind === "seq" ? entry.value.items : [entry.value];
    return sources.flatMap((source) => {
      if (source.kind === "map") return source.entries;
      problems.push({ line: entry.at[0], message: "only maps can be merged with `<<`" });
      return [];
    });
  }

  function alias(source: Alias, start: number): Converted {
    const end = source.range?.[1] ?? start;
    const anchored = anchors.get(source.source);
    if (anchored !== undefined && anchored !== "open") {
      grow(anchored.weight, start);
      if (depth + anchored.height > MAX_DEPTH) throw tooDeep(lineAt(start));
      deepest = Math.max(deepest, depth + anchored.height);
      return { node: anchored.node, end };
    }
    const message = anchored
      ? `the alias \`*${source.source}\` stands for something that it is a part of`
      : `the alias \`*${source.source}\` has no anchor`;
    problems.push({ line: lineAt(start), message });
    return { node: { kind: "broken", at: at(start, end), reason: message }, end };
  }

  function tagged(source: unknown, converted: Converted, start: number): Converted {
    const tag = tagOf(source);
    if (tag === undefined || !isCallTag(tag)) return converted;
    const name = tag.slice(1);
    const tagStart = Math.max(0, text.lastIndexOf(tag, start));
    const place = at(tagStart, converted.end);
    return { node: call(name, converted.node, place), end: converted.end };
  }

  /** A map whose only key is a function's name is a call of it. */
  function asCall(entries: readonly Entry[], place: At): Node {
    const [first] = entries;
    const name = first && entries.length === 1 ? calledBy(first.key) : undefined;
    if (!first || name === undefined) return { kind: "map", at: place, entries };
    return call(name, first.value, place);
  }

  function call(name: string, argument: Node, place: At): CallNode {
    if (!INTRINSIC_NAMES.has(name)) {
      problems.push({
        line: place[0],
        message: `CloudFormation has no intrinsic function \`${name}\``,
      });
    }
    return { kind: "call", at: place, name, argument };
  }

  function grow(by: number, offset: number): void {
    weight += by;
    if (weight <= MAX_NODES) return;
    throw new ParseError(lineAt(offset), `aliases make the file larger than ${MAX_NODES} nodes`);
  }

  function lineAt(offset: number): number {
    return lines.linePos(offset).line;
  }

  function at(start: number, end: number): At {
    const from = lines.linePos(start);
    const to = lines.linePos(Math.max(start, end - 1));
    return [from.line, from.col, to.line, to.col];
  }

  /** A block scalar's range reaches over the line breaks after it. */
  function endOfText(start: number, end: number): number {
    let last = end;
    while (last > start + 1 && /\s/.test(text.charAt(last - 1))) last--;
    return last;
  }

  return { convert, problems };
}

/** Whether two nodes say the same, wherever they stand. */
function sameMeaning(a: Node, b: Node): boolean {
  return JSON.stringify(a, withoutPlace) === JSON.stringify(b, withoutPlace);
}

function withoutPlace(key: string, value: unknown): unknown {
  return key === "at" ? undefined : value;
}
