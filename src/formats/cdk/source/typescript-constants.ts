import type { Node } from "web-tree-sitter";

import { concatenated, PSEUDO, unknown } from "./calls.ts";
import type { Constant } from "./calls.ts";
import { atOf, field, MAX_NESTING, namedChildren, nodesOf } from "./syntax.ts";

/** Works an expression out from what its file alone says. */
export type Evaluate = (node: Node) => Constant;

type Names = {
  /** `const` of the file, by name, where the name is declared once. */
  readonly variables: ReadonlyMap<string, Node>;
  /** Readonly fields of classes, members of enums: by their name, where it is declared once. */
  readonly members: ReadonlyMap<string, Node>;
  /** The classes and enums of the file. */
  readonly owners: ReadonlySet<string>;
  /** What the file makes with `new`, and what is CDK's. */
  readonly own: ReadonlySet<string>;
};

/** Wrappers that change the type and not the value. */
const WRAPPERS = new Set([
  "as_expression",
  "non_null_expression",
  "parenthesized_expression",
  "satisfies_expression",
  "type_assertion",
]);

/**
 * Finds a file's constants.
 * @param imported local names of what is CDK's
 */
export function constantsIn(root: Node, imported: Iterable<string>): Evaluate {
  const declared = nodesOf(root, "class_declaration", "abstract_class_declaration", "enum_declaration");
  const owners = new Set(declared.map((node) => field(node, "name")?.text ?? ""));
  const names: Names = {
    variables: variablesIn(root),
    members: membersIn(root),
    owners,
    own: new Set([...imported, ...madeIn(root)]),
  };
  return (node) => evaluate(node, names, 0);
}

/** Names of what is made with `new`: variables, and fields as `this.table`. */
function madeIn(root: Node): readonly string[] {
  return nodesOf(root, "new_expression").flatMap(({ parent }) => {
    if (parent?.type === "variable_declarator") return field(parent, "name")?.text ?? [];
    if (parent?.type === "assignment_expression") return field(parent, "left")?.text ?? [];
    return parent?.type === "public_field_definition" ? `this.${field(parent, "name")?.text ?? ""}` : [];
  });
}

function variablesIn(root: Node): ReadonlyMap<string, Node> {
  const constant = nodesOf(root, "lexical_declaration").filter((node) => field(node, "kind")?.text === "const");
  const declarators = new Set(constant.flatMap((node) => namedChildren(node).map(({ id }) => id)));
  const others = nodesOf(root, "required_parameter", "optional_parameter").map((node) => field(node, "pattern"));
  const written = new Set([...others.map((node) => node?.text), ...assignedIn(root)]);
  const found = new Map<string, Node | null>();
  for (const declarator of nodesOf(root, "variable_declarator")) {
    const name = field(declarator, "name")?.text ?? "";
    const value = field(declarator, "value");
    const isOnly = declarators.has(declarator.id) && value && !found.has(name) && !written.has(name);
    found.set(name, isOnly ? value : null);
  }
  return withoutNull(found);
}

function membersIn(root: Node): ReadonlyMap<string, Node> {
  const written = assignedIn(root);
  const found = new Map<string, Node | null>();
  for (const member of nodesOf(root, "public_field_definition", "enum_assignment")) {
    const name = field(member, "name")?.text ?? "";
    const value = field(member, "value");
    const isReadonly = member.type === "enum_assignment" || member.children.some((child) => child?.type === "readonly");
    found.set(name, isReadonly && value && !found.has(name) && !written.has(`this.${name}`) ? value : null);
  }
  return withoutNull(found);
}

/** Everything that is assigned to: names, and the first name of what members are assigned to. */
function assignedIn(root: Node): ReadonlySet<string> {
  const targets = nodesOf(root, "assignment_expression", "augmented_assignment_expression").map((node) =>
    (field(node, "left")?.text ?? "").replace(/\s+/g, ""),
  );
  return new Set(targets.flatMap((target) => [target, /^[\w$]+/.exec(target)?.[0] ?? ""]));
}

function withoutNull(found: ReadonlyMap<string, Node | null>): ReadonlyMap<string, Node> {
  return new Map([...found].flatMap(([name, node]) => (node ? [[name, node] as const] : [])));
}

function evaluate(node: Node, names: Names, depth: number): Constant {
  const at = atOf(node);
  const open = unknown(node.text, at, names.own);
  if (depth > MAX_NESTING) return open;
  const inner = (child: Node | undefined): Constant => (child ? evaluate(child, names, depth + 1) : open);
  if (WRAPPERS.has(node.type)) return inner(namedChildren(node).find(({ type }) => !type.endsWith("_type")));
  switch (node.type) {
    case "string":
    case "template_string":
      return concatenated(
        namedChildren(node).map((part) => partOf(part, inner)),
        open,
      );
    case "binary_expression": {
      if (field(node, "operator")?.text !== "+") return open;
      return concatenated([inner(field(node, "left")), inner(field(node, "right"))], open);
    }
    case "number":
    case "true":
    case "false":
      return { kind: "text", value: node.text, at };
    case "identifier":
    case "shorthand_property_identifier":
      return placed(names.variables.get(node.text), inner, open);
    case "member_expression":
      return memberOf(node, names, inner, open);
    case "object":
      return { kind: "map", entries: namedChildren(node).flatMap((child) => entryOf(child, inner)), at };
    case "array":
      return { kind: "list", items: namedChildren(node).map(inner), at };
    default:
      return open;
  }
}

/** Escapes do not occur in names and ARNs: a text that has one is left alone. */
function partOf(part: Node, inner: (child: Node | undefined) => Constant): Constant {
  const at = atOf(part);
  if (part.type === "string_fragment") return { kind: "text", value: part.text, at };
  if (part.type === "template_substitution") return inner(namedChildren(part)[0]);
  return { kind: "unknown", text: part.text, at };
}

/** A constant's value stands where it is used. */
function placed(value: Node | undefined, inner: (child: Node | undefined) => Constant, open: Constant): Constant {
  if (!value) return open;
  const constant = inner(value);
  return constant.kind === "unknown" ? open : { ...constant, at: open.at };
}

function memberOf(node: Node, names: Names, inner: (child: Node | undefined) => Constant, open: Constant): Constant {
  const object = field(node, "object");
  const member = field(node, "property")?.text ?? "";
  const isStack = /^(?:this|(?:[\w$]+\.)?(?:Stack\.of\(this\)|Aws))$/.test(object?.text ?? "");
  const isOwn = object?.type === "this" || (object?.type === "identifier" && names.owners.has(object.text));
  const constant = isOwn ? names.members.get(member) : undefined;
  if (constant) return placed(constant, inner, open);
  const pseudo = isStack ? PSEUDO.get(member) : undefined;
  if (pseudo !== undefined) return { kind: "text", value: pseudo, at: open.at };
  const outer = inner(object);
  const found = outer.kind === "map" ? outer.entries.find(([key]) => key === member)?.[1] : undefined;
  return found && found.kind !== "unknown" ? { ...found, at: open.at } : open;
}

function entryOf(child: Node, inner: (child: Node | undefined) => Constant): readonly (readonly [string, Constant])[] {
  if (child.type === "shorthand_property_identifier") return [[child.text, inner(child)]];
  if (child.type !== "pair") return [];
  const key = field(child, "key");
  const name = key?.type === "string" ? key.text.slice(1, -1) : key?.text;
  return name === undefined ? [] : [[name, inner(field(child, "value"))]];
}
