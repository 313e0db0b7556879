import type { Expression, ExpressionNode, ObjectItem } from "./ast.ts";
import { readAccesses } from "./accesses.ts";
import { readHeredoc, readQuoted } from "./templates.ts";
import { checkDepth, forEachChild, inside, readForNames, textOf, toFirstChild, toNext, typeOf } from "./tree.ts";
import type { SyntaxTree } from "./tree.ts";

/**
 * Reads HCL expressions off the syntax tree. The grammar keeps a term, its accesses (`.a`, `[0]`, `[*]`) and the
 * parentheses around it as siblings, so a term is read as a run of siblings.
 */

/** Most expressions are one of these; they need no descent into the tree. The tree has said where they end. */
const PLAIN_STRING = /"[^"\\$%\n\r]*"/y;
const PLAIN_NUMBER = /[0-9]+(?:\.[0-9]+)?/y;
const PLAIN_TRAVERSAL = /[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*/y;

/** Reads the `expression` that the cursor is at. */
export function readExpression(tree: SyntaxTree, depth: number): Expression {
  const at = tree.cursor.startIndex;
  const end = tree.cursor.endIndex;
  const plain = readPlain(tree.text, at, end);
  if (plain) return { at, end, ...plain };
  checkDepth(tree, depth);
  toFirstChild(tree);
  const expression = typeOf(tree) === "conditional" ? readConditional(tree, depth) : readTerm(tree, depth).expression;
  tree.cursor.gotoParent();
  return expression;
}

/** A name, an equals sign (or a colon, in objects) and where the value starts. */
const PLAIN_ASSIGNMENT = /([A-Za-z_][\w-]*)[ \t]*[=:][ \t]*/y;

/** Reads `name = value` that lies between two offsets without descending, if both are plain. */
export function readPlainAssignment(
  text: string,
  at: number,
  end: number,
): { readonly name: string; readonly value: Expression } | undefined {
  PLAIN_ASSIGNMENT.lastIndex = at;
  const name = PLAIN_ASSIGNMENT.exec(text)?.[1];
  const valueAt = PLAIN_ASSIGNMENT.lastIndex;
  if (name === undefined || valueAt >= end) return undefined;
  const plain = readPlain(text, valueAt, end);
  return plain && { name, value: { at: valueAt, end, ...plain } };
}

function readPlain(text: string, at: number, end: number): ExpressionNode | undefined {
  const first = text.charCodeAt(at);
  if (first === 0x22) {
    return matches(PLAIN_STRING, text, at, end) ? { kind: "string", value: text.slice(at + 1, end - 1) } : undefined;
  }
  if (first >= 0x30 && first <= 0x39) {
    return matches(PLAIN_NUMBER, text, at, end) ? { kind: "number", text: text.slice(at, end) } : undefined;
  }
  if (!matches(PLAIN_TRAVERSAL, text, at, end)) return undefined;
  const [root = "", ...steps] = text.slice(at, end).split(".");
  if (steps.length === 0) return keywordOrName(root);
  return { kind: "traversal", root, steps };
}

function matches(pattern: RegExp, text: string, at: number, end: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text) && pattern.lastIndex === end;
}

function keywordOrName(name: string): ExpressionNode {
  if (name === "true" || name === "false") return { kind: "boolean", value: name === "true" };
  if (name === "null") return { kind: "null" };
  return { kind: "traversal", root: name, steps: [] };
}

/** Reads a term and its accesses; the cursor ends on the sibling after them, if there is one. */
function readTerm(tree: SyntaxTree, depth: number): { readonly expression: Expression; readonly more: boolean } {
  checkDepth(tree, depth);
  const at = tree.cursor.startIndex;
  const term = typeOf(tree) === "(" ? readParentheses(tree, depth) : readAtom(tree, depth);
  const innerEnd = Math.max(term.end, tree.cursor.endIndex);
  const { steps, end = innerEnd, more } = readAccesses(tree, toNext(tree), depth, readExpression);
  if (steps.length === 0) return { expression: term, more };
  if (term.kind === "traversal" && tree.text[at] !== "(") {
    return { expression: { at, end, kind: "traversal", root: term.root, steps: [...term.steps, ...steps] }, more };
  }
  return { expression: { at, end, kind: "access", of: term, steps }, more };
}

function readParentheses(tree: SyntaxTree, depth: number): Expression {
  toNext(tree);
  const inner = readExpression(tree, depth + 1);
  toNext(tree);
  return inner;
}

function readAtom(tree: SyntaxTree, depth: number): Expression {
  const at = tree.cursor.startIndex;
  const end = tree.cursor.endIndex;
  return { at, end, ...readAtomNode(tree, depth) };
}

function readAtomNode(tree: SyntaxTree, depth: number): ExpressionNode {
  switch (typeOf(tree)) {
    case "literal_value":
    case "template_expr":
    case "collection_value":
    case "for_expr":
    case "operation":
      return inside(tree, () => readAtomNode(tree, depth));
    case "numeric_lit":
      return { kind: "number", text: textOf(tree) };
    case "bool_lit":
      return { kind: "boolean", value: textOf(tree) === "true" };
    case "null_lit":
      return { kind: "null" };
    case "string_lit":
    case "quoted_template":
      return readQuoted(tree, depth, readExpression);
    case "heredoc_template":
      return readHeredoc(tree, depth, readExpression);
    case "variable_expr":
      return { kind: "traversal", root: textOf(tree), steps: [] };
    case "function_call":
      return readCall(tree, depth);
    case "tuple":
      return { kind: "tuple", items: readExpressions(tree, depth) };
    case "object":
      return { kind: "object", items: readObjectItems(tree, depth) };
    case "for_tuple_expr":
      return readFor(tree, "list", depth);
    case "for_object_expr":
      return readFor(tree, "map", depth);
    case "unary_operation":
      return inside(tree, () => readUnary(tree, depth));
    case "binary_operation":
      return inside(tree, () => readBinary(tree, depth));
    default:
      throw new Error(`unexpected syntax node ${typeOf(tree)}`);
  }
}

function readConditional(tree: SyntaxTree, depth: number): Expression {
  const { startIndex: at, endIndex: end } = tree.cursor;
  const parts = readConditionalParts(tree, depth);
  let result = parts.pop();
  while (parts.length > 0) {
    const whenTrue = parts.pop();
    const condition = parts.pop();
    if (!condition || !whenTrue || !result) throw new Error("a conditional has three parts");
    const { at } = condition;
    result = { at, end: result.end, kind: "conditional", condition, whenTrue, whenFalse: result };
  }
  if (!result) throw new Error("a conditional has three parts");
  return { ...result, at, end };
}

/** The grammar takes `a ? b : c ? d : e` for `(a ? b : c) ? d : e`; in HCL the second conditional is the first's third part. */
function readConditionalParts(tree: SyntaxTree, depth: number): Expression[] {
  checkDepth(tree, depth);
  const parts: Expression[] = [];
  forEachChild(tree, (type) => {
    if (type !== "expression") return;
    const chained = parts.length === 0 && inside(tree, () => typeOf(tree) === "conditional");
    if (chained) parts.push(...inside(tree, () => readConditionalParts(tree, depth + 1)));
    else parts.push(readExpression(tree, depth + 1));
  });
  return parts;
}

function readExpressions(tree: SyntaxTree, depth: number): Expression[] {
  const expressions: Expression[] = [];
  forEachChild(tree, (type) => {
    if (type === "expression") expressions.push(readExpression(tree, depth + 1));
  });
  return expressions;
}

function readUnary(tree: SyntaxTree, depth: number): ExpressionNode {
  const operator = textOf(tree);
  toNext(tree);
  return { kind: "unary", operator, operand: readTerm(tree, depth + 1).expression };
}

function readBinary(tree: SyntaxTree, depth: number): ExpressionNode {
  const left = readTerm(tree, depth + 1).expression;
  const operator = textOf(tree);
  toNext(tree);
  return { kind: "binary", operator, left, right: readTerm(tree, depth + 1).expression };
}

function readCall(tree: SyntaxTree, depth: number): ExpressionNode {
  let name = "";
  let args: Expression[] = [];
  let expand = false;
  forEachChild(tree, (type) => {
    if (type === "identifier") name = textOf(tree);
    if (type !== "function_arguments") return;
    args = readExpressions(tree, depth);
    forEachChild(tree, (child) => {
      if (child === "ellipsis") expand = true;
    });
  });
  return { kind: "call", name, args, expand };
}

function readObjectItems(tree: SyntaxTree, depth: number): ObjectItem[] {
  const items: ObjectItem[] = [];
  forEachChild(tree, (type) => {
    if (type !== "object_elem") return;
    const at = tree.cursor.startIndex;
    const plain = readPlainAssignment(tree.text, at, tree.cursor.endIndex);
    if (plain)
      items.push({ key: { at, end: at + plain.name.length, kind: "string", value: plain.name }, value: plain.value });
    else items.push(inside(tree, () => readObjectItem(tree, depth)));
  });
  return items;
}

function readObjectItem(tree: SyntaxTree, depth: number): ObjectItem {
  const parenthesized = tree.text[tree.cursor.startIndex] === "(";
  const key = readExpression(tree, depth + 1);
  toNext(tree);
  toNext(tree);
  const value = readExpression(tree, depth + 1);
  return { key: parenthesized ? key : asObjectKey(tree, key), value };
}

/** A bare name is a string there. */
function asObjectKey(tree: SyntaxTree, key: Expression): Expression {
  const { at, end } = key;
  if (key.kind === "traversal" && key.steps.length === 0) return { at, end, kind: "string", value: key.root };
  if (key.kind === "boolean" || key.kind === "null")
    return { at, end, kind: "string", value: tree.text.slice(at, end) };
  return key;
}

function readFor(tree: SyntaxTree, result: "list" | "map", depth: number): ExpressionNode {
  const bodies: Expression[] = [];
  let intro = { keyName: null as string | null, valueName: "" };
  let collection: Expression | undefined;
  let condition: Expression | null = null;
  let group = false;
  forEachChild(tree, (type) => {
    if (type === "for_intro") {
      intro = readForNames(tree);
      collection = readExpressions(tree, depth)[0];
    }
    if (type === "expression") bodies.push(readExpression(tree, depth + 1));
    if (type === "ellipsis") group = true;
    if (type === "for_cond") condition = readExpressions(tree, depth)[0] ?? null;
  });
  const value = bodies.at(-1);
  if (!collection || !value) throw new Error("a `for` has a collection and a value");
  const key = result === "map" ? (bodies[0] ?? null) : null;
  return { kind: "for", result, ...intro, collection, key, value, condition, group };
}
