import type { Declared } from "../../model/declared.ts";
import type { FileContent, FileTree } from "../../model/files.ts";
import type { DeclareContext, Format } from "../format.ts";
import { declareTemplate, nothingDeclared } from "./declare.ts";
import { candidateFiles, isOtherFormats, looksLikeTemplate } from "./files.ts";
import { withIncludes } from "./includes.ts";
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
  const units = [...contents].filter(([, content]) => meant || isTemplate(content));
  return new Map(
    await Promise.all(units.map(async ([path, content]) => [path, await declareFile(path, content, context)] as const)),
  );
}

async function declareFile(path: string, content: FileContent, context: DeclareContext): Promise<Declared> {
  if (content.kind === "unreadable") {
    return nothingDeclared(path, [{ path, line: null, message: content.message }]);
  }
  const { text, hash } = content;
  const outcome = await context.parsers.parse<ParsedTemplate>("cloudformation", path, text, hash);
  if (outcome.kind === "problem") return nothingDeclared(path, [outcome.problem]);
  const { parsed, files } = await withIncludes(outcome.file, path, context);
  const { deployment, problems } = await settingsOf(path, context);
  const declared = declareTemplate(path, text, parsed, deployment);
  return {
    ...declared,
    problems: [...problems, ...declared.problems],
    files: new Set([...declared.files, ...files]),
  };
}

function isTemplate(content: FileContent): boolean {
  return content.kind === "text" && looksLikeTemplate(content.text);
}
