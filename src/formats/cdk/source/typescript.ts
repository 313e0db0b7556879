import type { Node } from "web-tree-sitter";

import { cdkModule, isReference, resolveChain } from "./calls.ts";
import type { Binding, Constant, SourceCall, SourceFile } from "./calls.ts";
import { atOf, brokenLineOf, field, loadParser, namedChildren, nodesOf, withTree } from "./syntax.ts";
import { constantsIn } from "./typescript-constants.ts";
import type { Evaluate } from "./typescript-constants.ts";

/** Runs in a worker: what a CDK app's TypeScript refers to. The app is never run. */

const typescript = await loadParser("typescript");
const tsx = await loadParser("tsx");

/** Finds the calls that name something live, in a file that imports CDK. */
export function parseTypeScript(text: string, path: string): SourceFile {
  return withTree(path.endsWith("x") ? tsx : typescript, text, (root) => {
    const bindings = bindingsIn(root);
    if (bindings.size === 0) return { calls: [], environments: [], brokenLine: null };
    const evaluate = constantsIn(root, bindings.keys());
    const calls = nodesOf(root, "call_expression").flatMap((node) => callOf(node, bindings, evaluate) ?? []);
    return { calls, environments: environmentsIn(root, evaluate), brokenLine: brokenLineOf(root) };
  });
}

/** Local names that stand for CDK, unless the file uses the same name for something else too. */
function bindingsIn(root: Node): ReadonlyMap<string, Binding> {
  const found = new Map<string, Binding>();
  for (const statement of nodesOf(root, "import_statement")) {
    const required = nodesOf(statement, "import_require_clause")[0];
    const module = cdkModule(specifierOf(field(required ?? statement, "source")));
    if (module === undefined) continue;
    const local = required && namedChildren(required)[0];
    if (local) found.set(local.text, { module, name: null });
    for (const space of nodesOf(statement, "namespace_import")) {
      const name = namedChildren(space)[0];
      if (name) found.set(name.text, { module, name: null });
    }
    for (const clause of nodesOf(statement, "import_clause")) {
      const whole = namedChildren(clause).find(({ type }) => type === "identifier");
      if (whole) found.set(whole.text, { module, name: null });
    }
    for (const specifier of nodesOf(statement, "import_specifier")) bindName(specifier, module, found);
  }
  for (const declarator of nodesOf(root, "variable_declarator")) bindRequired(declarator, found);
  for (const name of shadowed(root)) found.delete(name);
  return found;
}

function bindName(specifier: Node, module: string, found: Map<string, Binding>): void {
  const name = field(specifier, "name")?.text ?? "";
  found.set(field(specifier, "alias")?.text ?? name, { module, name });
}

/** `const s3 = require("aws-cdk-lib/aws-s3")`, `const { Bucket } = require(…)` */
function bindRequired(declarator: Node, found: Map<string, Binding>): void {
  const value = field(declarator, "value");
  if (value?.type !== "call_expression" || field(value, "function")?.text !== "require") return;
  const [argument] = namedChildren(field(value, "arguments") ?? value);
  const module = cdkModule(specifierOf(argument));
  const pattern = field(declarator, "name");
  if (module === undefined || !pattern) return;
  if (pattern.type === "identifier") found.set(pattern.text, { module, name: null });
  for (const name of nodesOf(pattern, "shorthand_property_identifier_pattern")) {
    found.set(name.text, { module, name: name.text });
  }
}

function shadowed(root: Node): readonly string[] {
  const declared = nodesOf(root, "variable_declarator").filter(
    (node) => !/^require\s*\(/.test(field(node, "value")?.text ?? ""),
  );
  const named = [
    ...declared,
    ...nodesOf(root, "function_declaration", "class_declaration", "abstract_class_declaration", "enum_declaration"),
  ];
  const parameters = nodesOf(root, "required_parameter", "optional_parameter");
  return [
    ...named.flatMap((node) => field(node, "name")?.text ?? []),
    ...parameters.flatMap((node) => field(node, "pattern")?.text ?? []),
  ];
}

function specifierOf(node: Node | undefined): string {
  return node?.type === "string" ? node.text.slice(1, -1) : "";
}

function callOf(node: Node, bindings: ReadonlyMap<string, Binding>, evaluate: Evaluate): SourceCall | undefined {
  const callee = field(node, "function");
  const [root = "", ...chain] = callee ? namesIn(callee) : [];
  const binding = bindings.get(root);
  const resolved = binding && resolveChain(binding, chain);
  if (!resolved || !isReference(resolved.method)) return undefined;
  const args = namedChildren(field(node, "arguments") ?? node).map((argument) => evaluate(argument));
  return { ...resolved, args, named: args.flatMap(membersOf), at: atOf(node) };
}

function membersOf(constant: Constant): SourceCall["named"] {
  return constant.kind === "map" ? constant.entries : [];
}

/** `a.b.c` as names; nothing where anything else is among them. */
function namesIn(node: Node): readonly string[] {
  if (node.type === "identifier") return [node.text];
  const object = node.type === "member_expression" ? field(node, "object") : undefined;
  const property = field(node, "property");
  const outer = object ? namesIn(object) : [];
  return outer.length > 0 && property ? [...outer, property.text] : [];
}

/** `env: { account: "…", region: "…" }`, wherever it stands. */
function environmentsIn(root: Node, evaluate: Evaluate): SourceFile["environments"] {
  const pairs = nodesOf(root, "pair").filter((pair) => field(pair, "key")?.text === "env");
  return pairs.flatMap((pair) => {
    const value = field(pair, "value");
    const env = value && evaluate(value);
    if (env?.kind !== "map") return [];
    const textOf = (name: string): string | null => {
      const member = env.entries.find(([key]) => key === name)?.[1];
      return member?.kind === "text" && !member.value.includes("${") ? member.value : null;
    };
    return [{ account: textOf("account"), region: textOf("region") }];
  });
}
