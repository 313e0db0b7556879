import type { Node } from "web-tree-sitter";

import { concatenated, PSEUDO, unknown } from "./calls.ts";
import type { Constant } from "./calls.ts";
import { atOf, field, MAX_NESTING, namedChildren, nodesOf } from "./syntax.ts";

/** Works an expression out from what its file alone says. */
export type Evaluate = (node: Node) => Constant;

type Names = {
  /** What is set once, to a value that stands there: `X = "…"`, `self.x = "…"`. */
  readonly set: ReadonlyMap<string, Node>;
  /** What the file makes by calling CDK, and what is CDK's. */
  readonly own: ReadonlySet<string>;
};

/**
 * Finds a file's constants.
 * @param imported local names of what is CDK's
 */
export function constantsIn(root: Node, imported: Iterable<string>): Evaluate {
  const set = new Map([...declaredNames(root)].flatMap(([name, node]) => (node ? [[name, node] as const] : [])));
  const libraries = new Set(imported);
  const made = [...set].filter(([, { type, text }]) => {
    return type === "call" && libraries.has(/^\w+/.exec(text)?.[0] ?? "") && !/^[\w.]+\.(?:from|value)_/.test(text);
  });
  const own = new Set([...libraries, ...made.map(([name]) => name)]);
  return (node) => evaluate(node, { set, own }, 0);
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
  const open = unknown(node.text, at, names.own);
  if (depth > MAX_NESTING) return open;
  const inner = (child: Node | undefined): Constant => (child ? evaluate(child, names, depth + 1) : open);
  switch (node.type) {
    case "parenthesized_expression":
      return inner(namedChildren(node)[0]);
    case "string":
      return isPlainString(node) ? concatenated(partsOf(node, inner), open) : open;
    case "concatenated_string":
      return concatenated(namedChildren(node).map(inner), open);
    case "binary_operator":
      if (field(node, "operator")?.text !== "+") return open;
      return concatenated([inner(field(node, "left")), inner(field(node, "right"))], open);
    case "integer":
    case "true":
    case "false":
      return { kind: "text", value: node.text.toLowerCase(), at };
    case "identifier":
      return placed(names.set.get(node.text), inner, open);
    case "attribute":
      return attributeOf(node, names, inner, open);
    case "dictionary":
      return { kind: "map", entries: namedChildren(node).flatMap((child) => entryOf(child, inner)), at };
    case "list":
    case "tuple":
      return { kind: "list", items: namedChildren(node).map(inner), at };
    default:
      return open;
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
function placed(value: Node | undefined, inner: (child: Node | undefined) => Constant, open: Constant): Constant {
  if (!value) return open;
  const constant = inner(value);
  return constant.kind === "unknown" ? open : { ...constant, at: open.at };
}

/** `self.x`, a class's own `X`, or what a stack says of where it is. */
function attributeOf(node: Node, names: Names, inner: (child: Node | undefined) => Constant, open: Constant): Constant {
  const object = field(node, "object")?.text ?? "";
  const attribute = field(node, "attribute")?.text ?? "";
  const own = names.set.get(node.text) ?? (object === "self" ? names.set.get(attribute) : undefined);
  if (own) return placed(own, inner, open);
  const isStack = /^(?:self|(?:\w+\.)?(?:Stack\.of\(self\)|Aws))$/.test(object);
  const pseudo = isStack ? PSEUDO.get(attribute) : undefined;
  return pseudo === undefined ? open : { kind: "text", value: pseudo, at: open.at };
}

function entryOf(child: Node, inner: (child: Node | undefined) => Constant): readonly (readonly [string, Constant])[] {
  const key = field(child, "key");
  const name = key && inner(key);
  return child.type === "pair" && name?.kind === "text" ? [[name.value, inner(field(child, "value"))]] : [];
}
