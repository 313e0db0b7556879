import type { Block, Declared } from "../../../model/declared.ts";
import type { Problem } from "../../../model/source.ts";
import type { DeclareContext } from "../../format.ts";
import { freshBudget } from "../language/frame.ts";
import { isBroken } from "../module/files.ts";
import type { Configuration } from "../module/load.ts";
import { addBlocks } from "./blocks.ts";
import { checkImports, importedAddresses } from "./imports.ts";
import { preventedIn } from "./lifecycle.ts";
import { movesIn } from "./moves.ts";
import { forgottenIn } from "./removals.ts";
import { resolveReference } from "./references.ts";
import { repositoryFiles } from "./repository-files.ts";
import type { RepositoryFiles } from "./repository-files.ts";
import { createScope } from "./scope.ts";
import type { RootInputs, Run } from "./scope.ts";
import { semanticsOf } from "./semantics.ts";
import { stateOf } from "./state.ts";
import type { GivenBackend } from "./state.ts";
import { checkDeclared, checkPassed } from "./undeclared.ts";
import { checkWritten } from "./written.ts";

/** A root module that was read, and what it is evaluated with. */
export type ReadRoot = {
  readonly configuration: Configuration;
  /** Where functions find files. */
  readonly folder: string;
  readonly inputs?: RootInputs;
  /** What is given for the backend besides what code says. */
  readonly backend?: GivenBackend | null;
};

/** Evaluates a root module, as often as functions in it ask for further files. */
export async function declareRoot(context: DeclareContext, root: ReadRoot): Promise<Declared> {
  const { configuration, folder } = root;
  const files = repositoryFiles({ tree: configuration.tree, parsers: context.parsers }, folder);
  let declared = evaluateRoot(context, root, files);
  for (let round = 0; round < MAX_ROUNDS && (await files.load()); round++) {
    declared = evaluateRoot(context, root, files);
  }
  return declared;
}

/** A file may name another one that a function reads: that many times over, the root is evaluated again. */
const MAX_ROUNDS = 8;

/** Evaluates a root module that was read: pure, and bounded by its budget. */
function evaluateRoot(
  context: DeclareContext,
  { configuration, inputs, backend = null }: ReadRoot,
  files: RepositoryFiles,
): Declared {
  const { place, workspace, variables, providers } = context;
  const problems: Problem[] = problemsOf(configuration);
  const run: Run = {
    target: { place, workspace, variables, providers, ...(inputs && { inputs }) },
    configuration,
    budget: freshBudget(),
    files: files.view,
    allRead: () => files.contents(),
    semantics: semanticsOf(configuration.root),
    problems,
    imported: new Set(),
    scopes: 1,
    dynamicBlocks: 0,
    followed: 0,
    resolve: resolveReference,
  };
  const blocks = new Map<string, Block>();
  const scope = createScope({ run, module: configuration.root, prefix: "", parent: null, uncertain: null });
  run.imported = importedAddresses(scope);
  addBlocks(scope, blocks);
  checkImports(scope);
  checkDeclared(run);
  checkWritten(run);
  checkPassed(run);
  return {
    format: "terraform",
    writes: "declared",
    blocks,
    problems,
    moves: movesIn(scope),
    forgotten: forgottenIn(scope),
    prevented: preventedIn(run),
    ...(context.state === true && { state: stateOf(scope, backend) }),
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
