import type { Node } from "web-tree-sitter";

import { cdkModule, isReference, resolveChain } from "./calls.ts";
import type { Binding, Constant, SourceCall, SourceFile } from "./calls.ts";
import { constantsIn, declaredNames } from "./python-constants.ts";
import type { Evaluate } from "./python-constants.ts";
import { atOf, brokenLineOf, field, loadParser, namedChildren, nodesOf, withTree } from "./syntax.ts";

/** Runs in a worker: what a CDK app's Python refers to. The app is never run. */

const parser = await loadParser("python");

/** Finds the calls that name something live, in a file that imports CDK. Names are given as TypeScript has them. */
export function parsePython(text: string): SourceFile {
  return withTree(parser, text, (root) => {
    const bindings = bindingsIn(root);
    if (bindings.size === 0) return { calls: [], environments: [], brokenLine: null };
    const evaluate = constantsIn(root, bindings.keys());
    const nodes = nodesOf(root, "call");
    const calls = nodes.flatMap((node) => callOf(node, bindings, evaluate) ?? []);
    const environments = nodes.flatMap((node) => environmentOf(node, evaluate));
    return { calls, environments, brokenLine: brokenLineOf(root) };
  });
}

/** Local names that stand for CDK, unless the file uses the same name for something else too. */
function bindingsIn(root: Node): ReadonlyMap<string, Binding> {
  const found = new Map<string, Binding>();
  for (const statement of nodesOf(root, "import_statement")) {
    for (const imported of namedChildren(statement)) {
      const alias = field(imported, "alias")?.text;
      const path = (field(imported, "name") ?? imported).text;
      const module = cdkModule(path);
      if (module === undefined) continue;
      // `import aws_cdk.aws_s3` binds `aws_cdk`.
      if (alias !== undefined) found.set(alias, { module, name: null });
      else found.set("aws_cdk", { module: "", name: null });
    }
  }
  for (const statement of nodesOf(root, "import_from_statement")) {
    const from = field(statement, "module_name");
    const module = cdkModule(from?.text ?? "");
    if (module === undefined) continue;
    for (const imported of namedChildren(statement).filter(({ id }) => id !== from?.id)) {
      const name = (field(imported, "name") ?? imported).text;
      const local = field(imported, "alias")?.text ?? name;
      found.set(local, module === "" && name === "core" ? { module, name: null } : { module, name });
    }
  }
  for (const name of declaredNames(root).keys()) found.delete(name);
  return found;
}

function callOf(node: Node, bindings: ReadonlyMap<string, Binding>, evaluate: Evaluate): SourceCall | undefined {
  const callee = field(node, "function");
  const [root = "", ...chain] = callee ? namesIn(callee) : [];
  const binding = bindings.get(root);
  const method = chain.pop();
  if (!binding || method === undefined) return undefined;
  const resolved = resolveChain(binding, [...chain, camelCase(method)]);
  if (!resolved || !isReference(resolved.method)) return undefined;
  const args = namedChildren(field(node, "arguments") ?? node);
  return {
    ...resolved,
    args: args.filter(({ type }) => type !== "keyword_argument").map((argument) => evaluate(argument)),
    named: keywordsIn(args, evaluate),
    at: atOf(node),
  };
}

function keywordsIn(args: readonly Node[], evaluate: Evaluate): SourceCall["named"] {
  return args.flatMap((argument) => {
    const name = field(argument, "name");
    const value = field(argument, "value");
    return argument.type === "keyword_argument" && name && value
      ? [[camelCase(name.text), evaluate(value)] as const]
      : [];
  });
}

/** `a.b.c` as names; nothing where anything else is among them. */
function namesIn(node: Node): readonly string[] {
  if (node.type === "identifier") return [node.text];
  const object = node.type === "attribute" ? field(node, "object") : undefined;
  const attribute = field(node, "attribute");
  const outer = object ? namesIn(object) : [];
  return outer.length > 0 && attribute ? [...outer, attribute.text] : [];
}

/** `from_bucket_name` is `fromBucketName`; a number at the end stays with its letter (`from_secret_name_v2`). */
function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** `Environment(account="…", region="…")`, wherever it stands. */
function environmentOf(node: Node, evaluate: Evaluate): SourceFile["environments"] {
  if (!/(?:^|\.)Environment$/.test(field(node, "function")?.text ?? "")) return [];
  const named = keywordsIn(namedChildren(field(node, "arguments") ?? node), evaluate);
  const textOf = (name: string): string | null => {
    const member: Constant | undefined = named.find(([key]) => key === name)?.[1];
    return member?.kind === "text" && !member.value.includes("${") ? member.value : null;
  };
  return [{ account: textOf("account"), region: textOf("region") }];
}
