import type { Node } from "web-tree-sitter";

import { concatenated, excerpt, PSEUDO } from "./calls.ts";
import type { Constant } from "./calls.ts";
import { atOf, field, MAX_NESTING, namedChildren, nodesOf } from "./syntax.ts";

/** Works an expression out from what its file alone says. */
export type Evaluate = (node: Node) => Constant;

/** A file's names that are set once, to a value that stands there: `X = "…"`, `self.x = "…"`. */
type Names = ReadonlyMap<string, Node>;

/** Finds a file's constants. */
export function constantsIn(root: Node): Evaluate {
  const names = new Map([...declaredNames(root)].flatMap(([name, node]) => (node ? [[name, node] as const] : [])));
  return (node) => evaluate(node, names, 0);
}

/** Everything that a file gives a value to, with that value where it is the only one. */
export function declaredNames(root: Node): ReadonlyMap<string, Node | null> {
  const found = new Map<string, Node | null>();
  const add = (target: Node | undefined, value: Node | undefined): void => {
    if (!target) return;
    const name = target.text;
    found.set(name, value && !found.has(name) ? value : null);
  };
  for (const node of nodesOf(root, "assignment", "augmented_assignment")) {
    const left = field(node, "left");
    const isPlain = node.type === "assignment" && (left?.type === "identifier" || left?.type === "attribute");
    if (isPlain) add(left, field(node, "right"));
    else for (const name of left ? [left, ...nodesOf(left, "identifier", "attribute")] : []) add(name, undefined);
  }
  for (const node of nodesOf(root, "function_definition", "class_definition")) add(field(node, "name"), undefined);
  for (const node of nodesOf(root, "for_statement", "for_in_clause")) {
    const left = field(node, "left");
    for (const name of left ? nodesOf(left, "identifier") : []) add(name, undefined);
  }
  for (const node of nodesOf(root, "parameters", "lambda_parameters")) {
    for (const parameter of namedChildren(node)) {
      add(
        parameter.type === "identifier" ? parameter : (field(parameter, "name") ?? namedChildren(parameter)[0]),
        undefined,
      );
    }
  }
  for (const node of nodesOf(root, "as_pattern_target", "named_expression")) {
    add(namedChildren(node)[0], undefined);
  }
  return found;
}

function evaluate(node: Node, names: Names, depth: number): Constant {
  const at = atOf(node);
  const unknown: Constant = { kind: "unknown", text: excerpt(node.text), at };
  if (depth > MAX_NESTING) return unknown;
  const inner = (child: Node | undefined): Constant => (child ? evaluate(child, names, depth + 1) : unknown);
  switch (node.type) {
    case "parenthesized_expression":
      return inner(namedChildren(node)[0]);
    case "string":
      return isPlainString(node) ? concatenated(partsOf(node, inner), excerpt(node.text), at) : unknown;
    case "concatenated_string":
      return concatenated(namedChildren(node).map(inner), excerpt(node.text), at);
    case "binary_operator":
      if (field(node, "operator")?.text !== "+") return unknown;
      return concatenated([inner(field(node, "left")), inner(field(node, "right"))], excerpt(node.text), at);
    case "integer":
    case "true":
    case "false":
      return { kind: "text", value: node.text.toLowerCase(), at };
    case "identifier":
      return placed(names.get(node.text), inner, unknown);
    case "attribute":
      return attributeOf(node, names, inner, unknown);
    case "dictionary":
      return { kind: "map", entries: namedChildren(node).flatMap((child) => entryOf(child, inner)), at };
    case "list":
    case "tuple":
      return { kind: "list", items: namedChildren(node).map(inner), at };
    default:
      return unknown;
  }
}

/** Not bytes: `b"…"`. */
function isPlainString(node: Node): boolean {
  return !/^\w*b/i.test(/^\w*/.exec(node.text)?.[0] ?? "");
}

/** Escapes do not occur in names and ARNs: a text that has one is left alone. */
function partsOf(node: Node, inner: (child: Node | undefined) => Constant): readonly Constant[] {
  return namedChildren(node).flatMap((part): readonly Constant[] => {
    const at = atOf(part);
    if (part.type === "interpolation") {
      const isFormatted = namedChildren(part).length > 1;
      return isFormatted ? [{ kind: "unknown", text: part.text, at }] : [inner(field(part, "expression"))];
    }
    if (part.type !== "string_content") return [];
    const hasEscape = namedChildren(part).length > 0;
    return [hasEscape ? { kind: "unknown", text: part.text, at } : { kind: "text", value: part.text, at }];
  });
}

/** A constant's value stands where it is used. */
function placed(value: Node | undefined, inner: (child: Node | undefined) => Constant, unknown: Constant): Constant {
  if (!value) return unknown;
  const constant = inner(value);
  return constant.kind === "unknown" ? unknown : { ...constant, at: unknown.at };
}

/** `self.x`, a class's own `X`, or what a stack says of where it is. */
function attributeOf(
  node: Node,
  names: Names,
  inner: (child: Node | undefined) => Constant,
  unknown: Constant,
): Constant {
  const object = field(node, "object")?.text ?? "";
  const attribute = field(node, "attribute")?.text ?? "";
  const own = names.get(node.text) ?? (object === "self" ? names.get(attribute) : undefined);
  if (own) return placed(own, inner, unknown);
  const isStack = /^(?:self|(?:\w+\.)?(?:Stack\.of\(self\)|Aws))$/.test(object);
  const pseudo = isStack ? PSEUDO.get(attribute) : undefined;
  return pseudo === undefined ? unknown : { kind: "text", value: pseudo, at: unknown.at };
}

function entryOf(child: Node, inner: (child: Node | undefined) => Constant): readonly (readonly [string, Constant])[] {
  const key = field(child, "key");
  const name = key && inner(key);
  return child.type === "pair" && name?.kind === "text" ? [[name.value, inner(field(child, "value"))]] : [];
}
