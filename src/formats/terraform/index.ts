import type { Block, Declared } from "../../model/declared.ts";
import type { FileTree } from "../../model/files.ts";
import type { Problem } from "../../model/source.ts";
import type { DeclareContext, Format } from "../format.ts";
import { addBlocks } from "./evaluation/blocks.ts";
import { importedAddresses } from "./evaluation/imports.ts";
import { movesIn } from "./evaluation/moves.ts";
import { resolveReference } from "./evaluation/references.ts";
import { createScope } from "./evaluation/scope.ts";
import { semanticsOf } from "./evaluation/semantics.ts";
import type { Run } from "./evaluation/scope.ts";
import { repositoryFiles } from "./evaluation/repository-files.ts";
import type { RepositoryFiles } from "./evaluation/repository-files.ts";
import { freshBudget } from "./language/frame.ts";
import { entriesIn, isBroken, isConfiguration } from "./module/files.ts";
import { loadConfiguration } from "./module/load.ts";
import type { Configuration } from "./module/load.ts";

/** Terraform: a root is a root module's folder, and one deployed unit. */
export const terraform: Format = { name: "terraform", recognizes, declare };

async function recognizes(root: string, tree: FileTree): Promise<boolean> {
  const entries = await entriesIn(tree, root);
  return entries.some((entry) => isConfiguration(entry.path));
}

async function declare(context: DeclareContext): Promise<ReadonlyMap<string, Declared>> {
  const { root, varFiles, parsers } = context;
  const configuration = await loadConfiguration(context, root, varFiles);
  const files = repositoryFiles({ tree: configuration.tree, parsers }, root);
  let declared = evaluateRoot(context, configuration, files);
  for (let round = 0; round < MAX_ROUNDS && (await files.load()); round++) {
    declared = evaluateRoot(context, configuration, files);
  }
  return new Map([[root, declared]]);
}

/** A file may name another one that a function reads: that many times over, the root is evaluated again. */
const MAX_ROUNDS = 8;

/** Evaluates a root module that was read: pure, and bounded by its budget. */
function evaluateRoot(context: DeclareContext, configuration: Configuration, files: RepositoryFiles): Declared {
  const { place, workspace, variables, providers } = context;
  const problems: Problem[] = problemsOf(configuration);
  const run: Run = {
    target: { place, workspace, variables, providers },
    configuration,
    budget: freshBudget(),
    files: files.view,
    semantics: semanticsOf(configuration.root),
    problems,
    imported: new Set(),
    scopes: 1,
    followed: 0,
    resolve: resolveReference,
  };
  const blocks = new Map<string, Block>();
  const scope = createScope({ run, module: configuration.root, prefix: "", parent: null, uncertain: null });
  run.imported = importedAddresses(scope);
  addBlocks(scope, blocks);
  return {
    format: "terraform",
    writes: "declared",
    blocks,
    problems,
    files: new Set([...configuration.files, ...files.used]),
  };
}

function problemsOf({ modules, variableFiles }: Configuration): Problem[] {
  const problems = [...modules.values()].flatMap((module) => module.problems);
  for (const [path, file] of variableFiles) {
    if (!file) continue;
    if (isBroken(file)) problems.push(file.problem);
    else if (file.blocks.length > 0) problems.push({ path, line: null, message: "a variable file holds no blocks" });
  }
  return problems;
}
