import { convert } from "../language/convert.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import { isKeyed, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { DYNAMIC, STRING } from "../language/types.ts";
import type { AttributeSyntax, BlockSyntax } from "../syntax/ast.ts";
import { spanOf } from "../syntax/lines.ts";
import { EMPTY } from "./configuration.ts";
import type { Config, ExtraArguments, Generated, Input, Inputs, RemoteState, Source } from "./configuration.ts";
import type { Include } from "./include.ts";
import { included, includesOf } from "./includes.ts";
import { textOf } from "./input-text.ts";
import { deeply, shallowly } from "./merge.ts";
import { piecesOf } from "./pieces.ts";
import { checkDependency, dependencyTerm, featureTerm } from "./references.ts";
import { attributeIn, onceAtATime, refuse, valueIn } from "./scope.ts";
import type { ConfigScope } from "./scope.ts";

/** What a file says, with what it includes merged in: each include under those that follow, all of them under the file. */
export function configOf(scope: ConfigScope): Config {
  const { memo, isIncluded } = scope;
  if (memo.config) return memo.config;
  const config = onceAtATime(scope, "the configuration", () => {
    const includes = isIncluded ? [] : includesOf(scope);
    return includes.toReversed().reduce((child, include) => withIncluded(scope, child, include), ownConfig(scope));
  });
  memo.config = config;
  return config;
}

function withIncluded(scope: ConfigScope, child: Config, include: Include): Config {
  if (include.strategy === "no_merge") return child;
  const found = included(scope, include);
  const parent = found.kind === "scope" ? configOf(found.scope) : unreadable(found.file);
  return include.strategy === "deep" ? deeply(parent, child) : shallowly(parent, child);
}

/** A file that could not be read may say anything. */
function unreadable(file: Config["broken"][number]): Config {
  const reason = `${file.problem.path}: ${file.problem.message}`;
  const span = { path: file.problem.path, line: file.problem.line ?? 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    ...EMPTY,
    inputs: { isGiven: true, values: new Map(), open: reason },
    source: { term: unknown(STRING, reason), version: undefined, span },
    broken: [file],
  };
}

function ownConfig(scope: ConfigScope): Config {
  const { blocks } = scope.file;
  const terraform = blocks.find(({ type }) => type === "terraform");
  const dependencies = blocks.filter(({ type }) => type === "dependency");
  for (const block of dependencies) checkDependency(scope, block);
  return {
    inputs: inputsIn(scope),
    source: terraform ? sourceIn(scope, terraform) : null,
    extraArguments: new Map((terraform?.blocks ?? []).flatMap((block) => extraArgumentsIn(scope, block))),
    generated: new Map([
      ...blocks.filter(({ type }) => type === "generate").map((block) => generatedIn(scope, block)),
      ...generatedByAttribute(scope),
    ]),
    remoteState: remoteStateIn(scope),
    iamRole: topLevel(scope, "iam_role") ?? null,
    exclude: excludeIn(scope),
    skip: isTrue(topLevel(scope, "skip")),
    dependencies: labelled(dependencies, (block) => dependencyTerm(scope, block)),
    features: labelled(
      blocks.filter(({ type }) => type === "feature"),
      (block) => featureTerm(scope, block),
    ),
    broken: [],
  };
}

function labelled(blocks: readonly BlockSyntax[], value: (block: BlockSyntax) => Term): ReadonlyMap<string, Term> {
  return new Map(blocks.map((block) => [block.labels[0] ?? "", value(block)]));
}

function topLevelAttribute({ file }: ConfigScope, name: string): AttributeSyntax | undefined {
  return file.attributes.find((attribute) => attribute.name === name);
}

function topLevel(scope: ConfigScope, name: string): Term | undefined {
  const attribute = topLevelAttribute(scope, name);
  return attribute && valueIn(scope, attribute.value);
}

/** Terragrunt takes a text for a boolean too. */
export function isTrue(term: Term | undefined): boolean {
  return (term?.kind === "bool" && term.value) || (term?.kind === "string" && term.value === "true");
}

/** Each input by itself, so that one that is refused leaves the others. */
function inputsIn(scope: ConfigScope): Inputs {
  const attribute = topLevelAttribute(scope, "inputs");
  if (!attribute) return EMPTY.inputs;
  const { value } = attribute;
  if (value.kind !== "object") return inputsOf(scope, attribute);
  const values = new Map<string, Input>();
  let open: string | null = null;
  for (const item of value.items) {
    const key = keyOf(scope, valueIn(scope, item.key));
    if (key.kind !== "string") {
      open ??= key.kind === "unknown" ? key.reason : "a key of `inputs` is no text";
      continue;
    }
    const { path, lines } = scope.file;
    const source = spanOf(path, lines, { at: item.key.at, end: item.value.end });
    values.set(key.value, { term: { ...valueIn(scope, item.value), source }, text: textOf(scope, item.value) });
  }
  return { isGiven: true, values, open };
}

function keyOf(scope: ConfigScope, key: Term): Term {
  try {
    return convert(key, STRING);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    refuse(scope, error.message);
    return unknown(STRING, error.message);
  }
}

function inputsOf(scope: ConfigScope, { value }: AttributeSyntax): Inputs {
  const term = valueIn(scope, value);
  const text = textOf(scope, value);
  if (isKeyed(term)) {
    const values = [...term.entries].map(([name, child]) => [name, { term: child, text }] as const);
    return { isGiven: true, values: new Map(values), open: null };
  }
  if (term.kind === "null") return EMPTY.inputs;
  if (term.kind === "unknown") return { isGiven: true, values: new Map(), open: term.reason };
  refuse(scope, "`inputs` is no map", value);
  return { isGiven: true, values: new Map(), open: "`inputs` is no map" };
}

function spanIn({ file }: ConfigScope, place: { readonly at: number; readonly end: number }) {
  return spanOf(file.path, file.lines, place);
}

function sourceIn(scope: ConfigScope, block: BlockSyntax): Source | null {
  const attribute = block.attributes.find(({ name }) => name === "source");
  if (!attribute) return null;
  const term = valueIn(scope, attribute.value);
  return { term, version: attributeIn(scope, block, "version"), span: spanIn(scope, attribute) };
}

function extraArgumentsIn(scope: ConfigScope, block: BlockSyntax): [string, ExtraArguments][] {
  if (block.type !== "extra_arguments") return [];
  const extra: ExtraArguments = {
    commands: attributeIn(scope, block, "commands"),
    arguments: attributeIn(scope, block, "arguments"),
    requiredVarFiles: attributeIn(scope, block, "required_var_files"),
    optionalVarFiles: attributeIn(scope, block, "optional_var_files"),
    environment: attributeIn(scope, block, "env_vars"),
    span: spanIn(scope, block),
  };
  return [[block.labels[0] ?? "", extra]];
}

function generatedIn(scope: ConfigScope, block: BlockSyntax): [string, Generated] {
  const [label = ""] = block.labels;
  const missing = (name: string) => unknown(STRING, `\`generate\` \`${label}\` has no \`${name}\``);
  const written = block.attributes.find(({ name }) => name === "contents");
  const pieces = written && piecesOf(scope, written.value);
  const generated: Generated = {
    label,
    ...(pieces && { pieces }),
    path: attributeIn(scope, block, "path") ?? missing("path"),
    contents: attributeIn(scope, block, "contents") ?? missing("contents"),
    ifExists: attributeIn(scope, block, "if_exists"),
    disable: attributeIn(scope, block, "disable"),
    span: spanIn(scope, block),
  };
  return [label, generated];
}

/** `generate = { name = { path, contents, … } }`. */
function generatedByAttribute(scope: ConfigScope): [string, Generated][] {
  const attribute = topLevelAttribute(scope, "generate");
  if (!attribute) return [];
  const term = valueIn(scope, attribute.value);
  const span = spanIn(scope, attribute);
  if (!isKeyed(term)) {
    const reason = term.kind === "unknown" ? term.reason : "`generate` is no map";
    const contents = unknown(STRING, reason);
    return [["", { label: "", path: contents, contents, ifExists: undefined, disable: undefined, span }]];
  }
  return [...term.entries].map(([label, item]) => {
    const at = (name: string) => (isKeyed(item) ? item.entries.get(name) : undefined);
    const missing = unknown(DYNAMIC, item.kind === "unknown" ? item.reason : `\`generate\` \`${label}\` is incomplete`);
    const path = at("path") ?? missing;
    const contents = at("contents") ?? missing;
    return [label, { label, path, contents, ifExists: at("if_exists"), disable: at("disable"), span }];
  });
}

function remoteStateIn(scope: ConfigScope): RemoteState | null {
  const block = scope.file.blocks.find(({ type }) => type === "remote_state");
  const at = (name: string) => block && attributeIn(scope, block, name);
  if (block) {
    return { backend: at("backend"), config: at("config"), generate: at("generate"), span: spanIn(scope, block) };
  }
  const attribute = topLevelAttribute(scope, "remote_state");
  const term = attribute && valueIn(scope, attribute.value);
  if (!attribute || !term || !isKeyed(term)) return null;
  const { entries } = term;
  return {
    backend: entries.get("backend"),
    config: entries.get("config"),
    generate: entries.get("generate"),
    span: spanIn(scope, attribute),
  };
}

function excludeIn(scope: ConfigScope): Config["exclude"] {
  const block = scope.file.blocks.find(({ type }) => type === "exclude");
  return block ? { condition: attributeIn(scope, block, "if"), actions: attributeIn(scope, block, "actions") } : null;
}
