import type { Declared } from "../../model/declared.ts";
import type { FileContent, FileTree } from "../../model/files.ts";
import type { Problem } from "../../model/source.ts";
import type { DeclareContext, Format } from "../format.ts";
import { declareTemplate, nothingDeclared } from "./declare.ts";
import { candidateFiles, isOtherFormats, looksLikeTemplate } from "./files.ts";
import { withIncludes } from "./includes.ts";
import { nestedIn, withoutNested } from "./nested.ts";
import type { NestedStack } from "./nested.ts";
import { settingsOf } from "./settings.ts";
import type { ParsedTemplate } from "./template/nodes.ts";

/** CloudFormation templates, YAML and JSON; each is a unit of its own, named by its path. */
export const cloudformation: Format = { name: "cloudformation", recognizes, declare };

async function recognizes(root: string, tree: FileTree): Promise<boolean> {
  const { entries, meant } = await candidateFiles(root, tree);
  if (meant || entries.length === 0) return entries.length > 0;
  if (await isOtherFormats(root, tree)) return false;
  const contents = await tree.read(entries.map(({ path }) => path));
  return [...contents.values()].some(isTemplate);
}

async function declare(context: DeclareContext): Promise<ReadonlyMap<string, Declared>> {
  const { entries, meant } = await candidateFiles(context.root, context.tree);
  const contents = await context.tree.read(entries.map(({ path }) => path));
  const files = [...contents].filter(([, content]) => meant || isTemplate(content) || isTooLarge(content));
  const units = await Promise.all(files.map(([path, content]) => declareFile(path, content, context)));
  const nested = units.flatMap((unit) => unit.nested);
  // A template that another one nests is that stack's, also where the root names it.
  const isNested = new Set(nested.map(({ path }) => path));
  const declared = new Map(
    units.flatMap(({ path, declared: unit }) => (isNested.has(path) ? [] : [[path, unit] as const])),
  );
  const own = withoutShared(declared);
  await declareNested(nested, context, own, 0);
  return own;
}

/** One stack is made of one template: where several are said to become the same, it is not known which one does. */
function withoutShared(units: ReadonlyMap<string, Declared>): Map<string, Declared> {
  const byStack = Map.groupBy(units.values(), ({ stack }) => stack?.name);
  return new Map(
    [...units].map(([path, unit]) => {
      const { stack, ...others } = unit;
      return [path, stack && (byStack.get(stack.name) ?? []).length > 1 ? others : unit];
    }),
  );
}

/** Stacks within stacks within stacks: nobody nests deeper. */
const MAX_DEPTH = 5;
/** All nested stacks of one target's root. */
const MAX_NESTED = 200;

async function declareNested(
  nested: readonly NestedStack[],
  context: DeclareContext,
  units: Map<string, Declared>,
  depth: number,
): Promise<void> {
  const contents = await context.tree.read([...new Set(nested.map(({ path }) => path))]);
  for (const { path, stack, parameters } of nested) {
    const content = contents.get(path);
    if (!content || depth >= MAX_DEPTH || units.size >= MAX_NESTED) continue;
    const unit = await declareFile(path, content, { ...context, stack, parameters, varFiles: [] });
    units.set(units.has(path) ? `${path} (${stack ?? units.size})` : path, unit.declared);
    await declareNested(unit.nested, context, units, depth + 1);
  }
}

type Unit = { readonly path: string; readonly declared: Declared; readonly nested: readonly NestedStack[] };

async function declareFile(path: string, content: FileContent, context: DeclareContext): Promise<Unit> {
  const nothing = (problem: Problem): Unit => ({ path, declared: nothingDeclared(path, [problem]), nested: [] });
  if (content.kind === "unreadable") return nothing({ path, line: null, message: content.message });
  const { text, hash } = content;
  const outcome = await context.parsers.parse<ParsedTemplate>("cloudformation", path, text, hash);
  if (outcome.kind === "problem") return nothing(outcome.problem);
  const { parsed, files } = await withIncludes(outcome.file, path, context);
  const { deployment, problems, files: given } = await settingsOf(path, context);
  const declared = declareTemplate(path, text, parsed, deployment);
  const nested = await present(nestedIn(declared, path, deployment.stack), context);
  const unit = {
    ...declared,
    blocks: withoutNested(declared.blocks, nested),
    problems: [...problems, ...declared.problems],
    files: new Set([...declared.files, ...files, ...given]),
  };
  return { path, declared: unit, nested };
}

/** Nested templates that are in the tree: a path that is not may be one that a build makes. */
async function present(nested: readonly NestedStack[], { tree }: DeclareContext): Promise<readonly NestedStack[]> {
  if (nested.length === 0) return [];
  const contents = await tree.read([...new Set(nested.map(({ path }) => path))]);
  return nested.filter(({ path }) => contents.get(path)?.kind === "text");
}

function isTemplate(content: FileContent): boolean {
  return content.kind === "text" && looksLikeTemplate(content.text);
}

/** It may be a template, and cannot be looked at: nothing is said to hold without it. */
function isTooLarge(content: FileContent): boolean {
  return content.kind === "unreadable" && content.reason === "too-large";
}
