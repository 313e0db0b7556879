import type { Problem } from "../../../model/source.ts";
import type { Place } from "../../../model/target.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import { evaluate } from "../language/expressions.ts";
import type { Budget, Frame, Resolved, SourceFile } from "../language/frame.ts";
import type { ModuleFiles } from "../language/module-files.ts";
import type { TerraformFunction } from "../language/functions/function.ts";
import { unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { DYNAMIC } from "../language/types.ts";
import { parentOf } from "../module/paths.ts";
import type { ParsedFile } from "../module/source.ts";
import type { BlockSyntax, Expression, Step } from "../syntax/ast.ts";
import { spanOf } from "../syntax/lines.ts";
import type { Config } from "./configuration.ts";
import type { Include } from "./include.ts";
import type { HclFiles } from "./hcl-files.ts";

/** One evaluation of a unit's configuration, with what all its files share. */
export type UnitRun = {
  /** Where the repository is taken to lie: Terragrunt's paths are absolute. */
  readonly root: string;
  /** Path of the unit's own configuration. */
  readonly unit: string;
  readonly place: Place;
  /** Code may assume another role than the one that Terragrunt is run with. */
  readonly assumesRoles: boolean;
  readonly budget: Budget;
  readonly files: ModuleFiles;
  readonly hcl: HclFiles;
  readonly problems: Problem[];
  /** Configurations that were read, by path, and those that are being read right now. */
  readonly read: Map<string, ConfigScope>;
  readonly reading: Set<string>;
  /** Kept here so that the parts that need each other do not import each other. */
  resolve(scope: ConfigScope, root: string, steps: readonly Step[]): Resolved;
  functionsOf(scope: ConfigScope): ReadonlyMap<string, TerraformFunction>;
  configOf(scope: ConfigScope): Config;
};

/** One file of a configuration, as it is seen from where it is included or read. */
export type ConfigScope = {
  readonly run: UnitRun;
  readonly file: ParsedFile;
  /** The configuration that functions speak of: for an included file that is the one that includes it. */
  readonly configPath: string;
  /** The file is included. */
  readonly isIncluded: boolean;
  readonly memo: {
    readonly locals: Map<string, Term>;
    readonly busy: Set<string>;
    readonly parents: Map<string, ConfigScope>;
    functions?: ReadonlyMap<string, TerraformFunction>;
    includes?: readonly Include[];
    config?: Config;
  };
};

/** A file that nothing is known of yet. */
export function createScope(scope: Omit<ConfigScope, "memo">): ConfigScope {
  return { ...scope, memo: { locals: new Map(), busy: new Set(), parents: new Map() } };
}

/** A frame for the file's expressions. `file` and its like read relative to the file they are used in. */
export function frameOf(scope: ConfigScope, resolve: Frame["resolve"] = resolverOf(scope)): Frame {
  const { run, file, memo } = scope;
  memo.functions ??= run.functionsOf(scope);
  return {
    file,
    names: NO_NAMES,
    uncertain: false,
    budget: run.budget,
    files: { ...run.files, folder: parentOf(file.path) },
    semantics: { shortCircuit: true },
    functions: memo.functions,
    resolve,
  };
}

const NO_NAMES: ReadonlyMap<string, Term> = new Map();

function resolverOf(scope: ConfigScope): Frame["resolve"] {
  return (root, steps) => scope.run.resolve(scope, root, steps);
}

/** Works something out, unless that is under way already: it depends on itself then. */
export function onceAtATime<T>({ run, memo }: ConfigScope, what: string, work: () => T): T {
  if (memo.busy.has(what)) throw new EvaluationError(`${what} depends on itself`);
  memo.busy.add(what);
  // What is worked out through other files takes more of the stack than an expression does.
  run.budget.depth++;
  try {
    return work();
  } finally {
    run.budget.depth--;
    memo.busy.delete(what);
  }
}

/** The value of an expression; what Terragrunt would refuse is a problem, and not known. */
export function valueIn(scope: ConfigScope, expression: Expression, frame: Frame = frameOf(scope)): Term {
  try {
    return evaluate(expression, frame);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    refuse(scope, error.message, error.place);
    return unknown(DYNAMIC, shownIn(scope.run, error.message));
  }
}

/** The value of a block's attribute; undefined when it has none of that name. */
export function attributeIn(scope: ConfigScope, block: BlockSyntax, name: string): Term | undefined {
  const attribute = block.attributes.find((candidate) => candidate.name === name);
  return attribute && valueIn(scope, attribute.value);
}

/** Adds a problem of the file, once. */
export function refuse(
  { run, file }: ConfigScope,
  message: string,
  place?: { readonly at: number; readonly end: number },
): void {
  addProblem(run, { ...problemAt(file, place), message: shownIn(run, message) });
}

/** Adds a problem, once. */
export function addProblem({ problems }: UnitRun, problem: Problem): void {
  const { path, line, message } = problem;
  if (problems.some((known) => known.path === path && known.line === line && known.message === message)) return;
  problems.push(problem);
}

/** Paths of the repository are shown as such, not where it is taken to lie. */
function shownIn({ root }: UnitRun, message: string): string {
  return message.replaceAll(`${root}/`, "").replaceAll(root, ".");
}

function problemAt({ path, lines }: SourceFile, place: { readonly at: number; readonly end: number } | undefined) {
  return { path, line: place ? spanOf(path, lines, place).line : null };
}
