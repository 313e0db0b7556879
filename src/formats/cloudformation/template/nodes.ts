import type { Span } from "../../../model/source.ts";
import type { Scalar } from "../../../model/value.ts";

/** `[line, column, endLine, endColumn]`, counting from 1, the end inclusive: short, because every node crosses threads as JSON. */
export type At = readonly [line: number, column: number, endLine: number, endColumn: number];

type ScalarNode = {
  readonly kind: "scalar";
  readonly at: At;
  /** As CloudFormation reads it. A number whose own spelling matters (`0123`, `1.10`) is text. */
  readonly value: Scalar;
  /** The text is a number, and is text only to keep its spelling. */
  readonly isNumber?: true;
};

type SeqNode = { readonly kind: "seq"; readonly at: At; readonly items: readonly Node[] };

/** Keys are unique: a later one has replaced an earlier one. */
type MapNode = { readonly kind: "map"; readonly at: At; readonly entries: readonly Entry[] };

/** An intrinsic function, `name` without `Fn::` or `!`: `!Sub x` and `{"Fn::Sub": "x"}` are the same. */
export type CallNode = {
  readonly kind: "call";
  readonly at: At;
  readonly name: string;
  readonly argument: Node;
};

/** A part that could not be read. */
type BrokenNode = { readonly kind: "broken"; readonly at: At; readonly reason: string };

export type Node = ScalarNode | SeqNode | MapNode | CallNode | BrokenNode;

/** `at` reaches from the key to the end of the value. */
export type Entry = { readonly key: string; readonly at: At; readonly value: Node };

/** A problem within the file being parsed. */
export type LineProblem = { readonly line: number; readonly message: string };

/** What the worker makes of a file. `root` is null where there is nothing in it. */
export type ParsedTemplate = {
  readonly root: Node | null;
  readonly problems: readonly LineProblem[];
  /** Lines at which the text is no YAML: what surrounds them may have been misread. */
  readonly brokenLines: readonly number[];
  /** Resources that a transform has made, and why the logical id of one in its stack cannot be told. Not from the worker. */
  readonly made?: ReadonlyMap<string, { readonly unknownId: string | null }>;
};

export function spanOf(path: string, at: At): Span {
  const [line, column, endLine, endColumn] = at;
  return { path, line, column, endLine, endColumn };
}

/** A map's entry by key; undefined for anything that is no map. */
export function entryOf(node: Node | undefined, key: string): Entry | undefined {
  if (node?.kind !== "map") return undefined;
  return node.entries.find((entry) => entry.key === key);
}

/** A scalar as text; undefined for anything else. */
export function scalarText(node: Node | undefined): string | undefined {
  if (node?.kind !== "scalar" || node.value === null) return undefined;
  return String(node.value);
}

/** A scalar, or a list of scalars, as texts; anything else in it is left out. */
export function scalarTexts(node: Node | undefined): readonly string[] {
  const nodes = node?.kind === "seq" ? node.items : node ? [node] : [];
  return nodes.map(scalarText).filter((text) => text !== undefined);
}
