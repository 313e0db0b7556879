import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { Language, Parser } from "web-tree-sitter";
import type { Node } from "web-tree-sitter";

import type { At } from "../json.ts";

/** Runs in a worker: the grammars of the languages that CDK apps are read in. */

/** Loads one of the grammars that come ready built with `@vscode/tree-sitter-wasm`. */
export async function loadParser(grammar: "typescript" | "tsx" | "python"): Promise<Parser> {
  await Parser.init();
  const wasm = fileURLToPath(import.meta.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${grammar}.wasm`));
  const parser = new Parser();
  parser.setLanguage(await Language.load(await readFile(wasm)));
  return parser;
}

/** Runs `read` on a file's syntax tree, which is freed afterwards. */
export function withTree<Result>(parser: Parser, text: string, read: (root: Node) => Result): Result {
  const tree = parser.parse(text);
  if (!tree) throw new Error("tree-sitter gave no tree");
  try {
    return read(tree.rootNode);
  } finally {
    tree.delete();
  }
}

export function atOf({ startPosition, endPosition }: Node): At {
  // The end is exclusive, and at the start of a line where the node ends with a line end.
  return [startPosition.row + 1, startPosition.column + 1, endPosition.row + 1, Math.max(1, endPosition.column)];
}

/** All nodes of some types, in order of the text. */
export function nodesOf(root: Node, ...types: string[]): readonly Node[] {
  return root.descendantsOfType(types).filter((node) => node !== null);
}

/** The named children of a node. */
export function namedChildren(node: Node): readonly Node[] {
  return node.namedChildren.filter((child) => child !== null && child.type !== "comment");
}

export function field(node: Node, name: string): Node | undefined {
  return node.childForFieldName(name) ?? undefined;
}

/** Line of the first error; null where there is none. */
export function brokenLineOf(root: Node): number | null {
  if (!root.hasError) return null;
  let node = root;
  for (;;) {
    const next: Node | null | undefined = node.children.find((child) => child?.hasError || child?.isMissing);
    if (!next || node.isError) return node.startPosition.row + 1;
    node = next;
  }
}

/** Nesting that recursion over a tree stops at. */
export const MAX_NESTING = 60;
