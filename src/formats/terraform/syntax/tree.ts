import type { TreeCursor } from "web-tree-sitter";

import { MAX_DEPTH } from "../../parsing/limits.ts";
import { ParseError } from "../../parsing/parse-error.ts";
import { lineIndexOf } from "./lines.ts";

/** A text with a cursor over its syntax tree, and what is needed to name the nodes. */
export type SyntaxTree = {
  readonly text: string;
  readonly lines: readonly number[];
  readonly cursor: TreeCursor;
  /** Node type by id. */
  readonly types: readonly string[];
};

/** The type of the node that the cursor is at. */
export function typeOf(tree: SyntaxTree): string {
  return tree.types[tree.cursor.nodeTypeId] ?? "";
}

/** The source text of the node that the cursor is at. */
export function textOf(tree: SyntaxTree): string {
  return tree.text.slice(tree.cursor.startIndex, tree.cursor.endIndex);
}

/** To the first child that is no comment. */
export function toFirstChild(tree: SyntaxTree): boolean {
  if (!tree.cursor.gotoFirstChild()) return false;
  if (typeOf(tree) !== "comment" || toNext(tree)) return true;
  tree.cursor.gotoParent();
  return false;
}

/** To the next sibling that is no comment. */
export function toNext(tree: SyntaxTree): boolean {
  while (tree.cursor.gotoNextSibling()) {
    if (typeOf(tree) !== "comment") return true;
  }
  return false;
}

/** Runs `visit` at every child that is no comment, and comes back. */
export function forEachChild(tree: SyntaxTree, visit: (type: string) => void): void {
  if (!toFirstChild(tree)) return;
  do visit(typeOf(tree));
  while (toNext(tree));
  tree.cursor.gotoParent();
}

/** The names that a `for` binds: `v`, or `k, v`. Works on `for_intro` and on a template's `for`. */
export function readForNames(tree: SyntaxTree): { keyName: string | null; valueName: string } {
  const names: string[] = [];
  forEachChild(tree, (type) => {
    if (type === "identifier") names.push(textOf(tree));
  });
  return { keyName: names.length > 1 ? (names[0] ?? null) : null, valueName: names.at(-1) ?? "" };
}

/** Stops at nesting that the parsers and the evaluation are not made for. */
export function checkDepth(tree: SyntaxTree, depth: number): void {
  if (depth <= MAX_DEPTH) return;
  const line = lineIndexOf(tree.lines, tree.cursor.startIndex) + 1;
  throw new ParseError(line, `nested deeper than ${MAX_DEPTH} levels`);
}

/** What a reader finds inside the node that the cursor is at, from its first child on. */
export function inside<T>(tree: SyntaxTree, read: () => T): T {
  toFirstChild(tree);
  const result = read();
  tree.cursor.gotoParent();
  return result;
}
