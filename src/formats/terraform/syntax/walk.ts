import type { BlockSyntax, Expression, Step, TemplatePart } from "./ast.ts";

/** A reference in an expression: `aws_sqs_queue.q.arn`. */
export type Traversal = {
  readonly root: string;
  readonly steps: readonly Step[];
  readonly at: number;
  readonly end: number;
};

export type CallSyntax = Extract<Expression, { readonly kind: "call" }>;

type Found = { readonly traversals: Traversal[]; readonly calls: CallSyntax[] };

/** Every reference in an expression, but for those to names that a `for` in it binds. */
export function traversalsIn(expression: Expression): readonly Traversal[] {
  return foundIn(expression).traversals;
}

/** Every call of a function in an expression. */
export function callsIn(expression: Expression): readonly CallSyntax[] {
  return foundIn(expression).calls;
}

/** Every call of a function in a block, nested blocks included. */
export function callsInBlock(block: BlockSyntax): readonly CallSyntax[] {
  const own = block.attributes.flatMap((attribute) => callsIn(attribute.value));
  return [...own, ...block.blocks.flatMap(callsInBlock)];
}

function foundIn(expression: Expression): Found {
  const found: Found = { traversals: [], calls: [] };
  walk(expression, new Set(), found);
  return found;
}

/** Every reference in a block, nested blocks included. */
export function traversalsInBlock(block: BlockSyntax): Traversal[] {
  const own = block.attributes.flatMap((attribute) => traversalsIn(attribute.value));
  const iterator = block.type === "dynamic" ? block.labels[0] : undefined;
  const inner = block.blocks.flatMap(traversalsInBlock).filter(({ root }) => root !== iterator);
  return [...own, ...inner];
}

type Bound = ReadonlySet<string>;

function walk(expression: Expression, bound: Bound, found: Found): void {
  switch (expression.kind) {
    case "traversal": {
      const { root, steps, at, end } = expression;
      if (!bound.has(root)) found.traversals.push({ root, steps, at, end });
      walkSteps(steps, bound, found);
      return;
    }
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
      walkAll([expression.condition, expression.whenTrue, expression.whenFalse], bound, found);
      return;
    case "binary":
      walkAll([expression.left, expression.right], bound, found);
      return;
    case "unary":
      walk(expression.operand, bound, found);
      return;
    case "tuple":
      walkAll(expression.items, bound, found);
      return;
    case "object":
      for (const { key, value } of expression.items) walkAll([key, value], bound, found);
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
  return new Set([...bound, ...names.filter((name) => name !== null)]);
}
