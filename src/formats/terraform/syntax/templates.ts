import type { Expression, ExpressionNode } from "./ast.ts";
import { applyStripMarkers, assembleParts, decodeQuoted, heredocTokens, removeIndentation } from "./template-text.ts";
import type { TemplateMark, TemplateToken } from "./template-text.ts";
import { checkDepth, forEachChild, readForNames, textOf } from "./tree.ts";
import type { SyntaxTree } from "./tree.ts";

/** Reads the `expression` that the cursor is at. */
export type ReadExpression = (tree: SyntaxTree, depth: number) => Expression;

/** Reads the quoted string that the cursor is at. */
export function readQuoted(tree: SyntaxTree, depth: number, read: ReadExpression): ExpressionNode {
  const at = tree.cursor.startIndex + 1;
  const end = tree.cursor.endIndex - 1;
  return templateNode(readTokens(tree, { at, end, split: quotedTokens }, depth, read));
}

/** Reads the heredoc that the cursor is at, with the indentation of `<<-` taken off. */
export function readHeredoc(tree: SyntaxTree, depth: number, read: ReadExpression): ExpressionNode {
  const marks: { readonly at: number; readonly end: number }[] = [];
  let flush = false;
  forEachChild(tree, (type) => {
    if (type === "heredoc_start") flush = textOf(tree) === "<<-";
    if (type === "heredoc_identifier") marks.push({ at: tree.cursor.startIndex, end: tree.cursor.endIndex });
  });
  const [opening, closing] = marks;
  if (!opening || !closing) throw new Error("a heredoc has two markers");
  const at = tree.text.indexOf("\n", opening.end) + 1;
  const end = tree.text.lastIndexOf("\n", closing.at - 1) + 1;
  const tokens = readTokens(tree, { at, end, split: heredocTokens }, depth, read);
  if (flush) removeIndentation(tokens);
  return templateNode(tokens);
}

function quotedTokens(raw: string): TemplateToken[] {
  return raw === "" ? [] : [{ kind: "text", text: decodeQuoted(raw) }];
}

function templateNode(tokens: readonly TemplateToken[]): ExpressionNode {
  const parts = assembleParts(tokens);
  const [first] = parts;
  if (first === undefined) return { kind: "string", value: "" };
  if (parts.length === 1 && typeof first === "string") return { kind: "string", value: first };
  const wrap = tokens.length === 1 && typeof first === "object" && first.kind === "interpolation";
  return { kind: "template", wrap, parts };
}

type Content = {
  readonly at: number;
  readonly end: number;
  readonly split: (raw: string) => TemplateToken[];
};

/** The grammar leaves white space out of literals, so literal text is what lies between the other nodes. */
function readTokens(tree: SyntaxTree, content: Content, depth: number, read: ReadExpression): TemplateToken[] {
  checkDepth(tree, depth);
  const tokens: TemplateToken[] = [];
  let textStart = content.at;

  function addToken(token: TemplateToken): void {
    tokens.push(...content.split(tree.text.slice(textStart, tree.cursor.startIndex)), token);
    textStart = tree.cursor.endIndex;
  }

  function visit(type: string): void {
    switch (type) {
      case "template_interpolation": {
        const [value] = readInner(tree, depth, read);
        if (!value) throw new Error("an interpolation has an expression");
        addToken({ kind: "part", part: { kind: "interpolation", value }, ...stripMarkers(tree) });
        return;
      }
      case "template_directive":
      case "template_if":
      case "template_for":
        forEachChild(tree, visit);
        return;
      case "template_if_intro":
      case "template_else_intro":
      case "template_if_end":
      case "template_for_start":
      case "template_for_end":
        addToken({ kind: "mark", mark: readMark(tree, type, depth, read), ...stripMarkers(tree) });
    }
  }

  forEachChild(tree, visit);
  tokens.push(...content.split(tree.text.slice(textStart, content.end)));
  applyStripMarkers(tokens);
  return tokens;
}

function readMark(tree: SyntaxTree, type: string, depth: number, read: ReadExpression): TemplateMark {
  if (type === "template_else_intro") return { kind: "else" };
  if (type === "template_if_end" || type === "template_for_end") return { kind: "end" };
  const [expression] = readInner(tree, depth, read);
  if (!expression) throw new Error("a directive has an expression");
  if (type === "template_if_intro") return { kind: "if", condition: expression };
  return { kind: "for", ...readForNames(tree), collection: expression };
}

function readInner(tree: SyntaxTree, depth: number, read: ReadExpression): Expression[] {
  const expressions: Expression[] = [];
  forEachChild(tree, (type) => {
    if (type === "expression") expressions.push(read(tree, depth + 1));
  });
  return expressions;
}

function stripMarkers(tree: SyntaxTree): { readonly stripBefore: boolean; readonly stripAfter: boolean } {
  const text = textOf(tree);
  return { stripBefore: text[2] === "~", stripAfter: text.at(-2) === "~" };
}
