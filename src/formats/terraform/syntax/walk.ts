import type { BlockSyntax, Expression, Step, TemplatePart } from "./ast.ts";

/** A reference in an expression: `aws_sqs_queue.q.arn`. */
export type Traversal = {
  readonly root: string;
  readonly steps: readonly Step[];
  readonly at: number;
  readonly end: number;
};

export type CallSyntax = Extract<Expression, { readonly kind: "call" }>;

/** What syntax uses: every reference, but for those to names that a `for` or a `dynamic` around it binds, and every call of a function. */
export type Uses = { readonly traversals: readonly Traversal[]; readonly calls: readonly CallSyntax[] };

type Found = { readonly traversals: Traversal[]; readonly calls: CallSyntax[] };

/** What expressions use, and blocks, those nested in them included. */
export function usesOf(expressions: Iterable<Expression>, blocks: Iterable<BlockSyntax> = []): Uses {
  const found: Found = { traversals: [], calls: [] };
  for (const expression of expressions) walk(expression, NOTHING_BOUND, found);
  for (const block of blocks) walkBlock(block, NOTHING_BOUND, found);
  return found;
}

/** A few names at most: what is bound is looked for one by one. */
type Bound = readonly string[];

const NOTHING_BOUND: Bound = [];

function walkBlock({ type, labels, attributes, blocks }: BlockSyntax, bound: Bound, found: Found): void {
  for (const { value } of attributes) walk(value, bound, found);
  const inner = type === "dynamic" ? withNames(bound, labels[0] ?? null) : bound;
  for (const block of blocks) walkBlock(block, inner, found);
}

function walk(expression: Expression, bound: Bound, found: Found): void {
  switch (expression.kind) {
    case "traversal":
      if (!bound.includes(expression.root)) found.traversals.push(expression);
      walkSteps(expression.steps, bound, found);
      return;
    case "access":
      walk(expression.of, bound, found);
      walkSteps(expression.steps, bound, found);
      return;
    case "template":
      walkParts(expression.parts, bound, found);
      return;
    case "call":
      found.calls.push(expression);
      walkAll(expression.args, bound, found);
      return;
    case "conditional":
      walk(expression.condition, bound, found);
      walk(expression.whenTrue, bound, found);
      walk(expression.whenFalse, bound, found);
      return;
    case "binary":
      walk(expression.left, bound, found);
      walk(expression.right, bound, found);
      return;
    case "unary":
      walk(expression.operand, bound, found);
      return;
    case "tuple":
      walkAll(expression.items, bound, found);
      return;
    case "object":
      for (const { key, value } of expression.items) {
        walk(key, bound, found);
        walk(value, bound, found);
      }
      return;
    case "for": {
      walk(expression.collection, bound, found);
      const inner = withNames(bound, expression.keyName, expression.valueName);
      const { key, value, condition } = expression;
      for (const part of [key, value, condition]) if (part) walk(part, inner, found);
      return;
    }
    case "string":
    case "number":
    case "boolean":
    case "null":
  }
}

function walkAll(expressions: readonly Expression[], bound: Bound, found: Found): void {
  for (const expression of expressions) walk(expression, bound, found);
}

function walkSteps(steps: readonly Step[], bound: Bound, found: Found): void {
  for (const step of steps) {
    if (typeof step === "string") continue;
    if (step.kind === "index") walk(step.key, bound, found);
    else walkSteps(step.each, bound, found);
  }
}

function walkParts(parts: readonly TemplatePart[], bound: Bound, found: Found): void {
  for (const part of parts) {
    if (typeof part === "string") continue;
    if (part.kind === "interpolation") walk(part.value, bound, found);
    if (part.kind === "if") {
      walk(part.condition, bound, found);
      walkParts(part.whenTrue, bound, found);
      walkParts(part.whenFalse, bound, found);
    }
    if (part.kind === "for") {
      walk(part.collection, bound, found);
      walkParts(part.body, withNames(bound, part.keyName, part.valueName), found);
    }
  }
}

function withNames(bound: Bound, ...names: readonly (string | null)[]): Bound {
  return [...bound, ...names.filter((name) => name !== null)];
}
