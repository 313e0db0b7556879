import { hash as digest } from "node:crypto";

import type { AttributeSyntax, BlockSyntax } from "./ast.ts";
import { readExpression, readPlainAssignment } from "./expressions.ts";
import { decodeQuoted } from "./template-text.ts";
import { checkDepth, forEachChild, textOf, toFirstChild, toNext } from "./tree.ts";
import type { SyntaxTree } from "./tree.ts";

/** What a file or a block consists of. */
export type BodySyntax = { readonly attributes: AttributeSyntax[]; readonly blocks: BlockSyntax[] };

/** Reads the `body` that the cursor is at. `owner` is the type of the block around it, null for the file. */
export function readBody(tree: SyntaxTree, owner: string | null, depth: number): BodySyntax {
  checkDepth(tree, depth);
  const body: BodySyntax = { attributes: [], blocks: [] };
  forEachChild(tree, (type) => {
    if (type === "attribute") body.attributes.push(readAttribute(tree, owner, depth));
    if (type === "block") body.blocks.push(readBlock(tree, owner, depth));
  });
  return body;
}

function readAttribute(tree: SyntaxTree, owner: string | null, depth: number): AttributeSyntax {
  const at = tree.cursor.startIndex;
  const end = tree.cursor.endIndex;
  const hash = owner === "locals" || owner === null ? hashOf(tree.text.slice(at, end)) : "";
  const plain = readPlainAssignment(tree.text, at, end);
  if (plain) return { at, end, hash, ...plain };
  toFirstChild(tree);
  const name = textOf(tree);
  toNext(tree);
  toNext(tree);
  const value = readExpression(tree, depth + 1);
  tree.cursor.gotoParent();
  return { at, end, name, hash, value };
}

function readBlock(tree: SyntaxTree, owner: string | null, depth: number): BlockSyntax {
  const at = tree.cursor.startIndex;
  const end = tree.cursor.endIndex;
  const names: string[] = [];
  let body: BodySyntax = { attributes: [], blocks: [] };
  forEachChild(tree, (type) => {
    if (type === "identifier") names.push(textOf(tree));
    if (type === "string_lit") names.push(decodeQuoted(textOf(tree).slice(1, -1)));
    if (type === "body") body = readBody(tree, owner === null ? (names[0] ?? "") : "", depth + 1);
  });
  const [type = "", ...labels] = names;
  return { at, end, type, labels, hash: owner === null ? hashOf(tree.text.slice(at, end)) : "", ...body };
}

/** Tells texts apart; not for security. */
export function hashOf(text: string): string {
  return digest("sha1", text, "base64url");
}
