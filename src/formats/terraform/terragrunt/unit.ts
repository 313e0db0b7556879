import type { FileTree } from "../../../model/files.ts";
import type { Problem } from "../../../model/source.ts";
import type { Place } from "../../../model/target.ts";
import type { ParserPool } from "../../parsing/pool.ts";
import { repositoryFiles } from "../evaluation/repository-files.ts";
import type { RootInputs } from "../evaluation/scope.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import { freshBudget } from "../language/frame.ts";
import type { ModuleFiles } from "../language/module-files.ts";
import { isSequence, unknown } from "../language/term.ts";
import { DYNAMIC } from "../language/types.ts";
import { parentOf } from "../module/paths.ts";
import type { BrokenFile, ParsedFile } from "../module/source.ts";
import { agreed, PLACE_DECIDES } from "./agreement.ts";
import { commandLineOf, environmentOf } from "./command-line.ts";
import type { CommandLine } from "./command-line.ts";
import { configOf, isTrue } from "./config.ts";
import { EMPTY } from "./configuration.ts";
import type { Config, Generated } from "./configuration.ts";
import { functionsOf } from "./functions.ts";
import { createHclFiles } from "./hcl-files.ts";
import type { HclFiles } from "./hcl-files.ts";
import { agreedPieces } from "./pieces.ts";
import { resolveReference } from "./references.ts";
import { createScope, refuse } from "./scope.ts";
import type { UnitRun } from "./scope.ts";
import { sourceOf } from "./source.ts";
import type { UnitSource } from "./source.ts";

/** What a unit's configuration comes to. */
export type Unit = {
  readonly inputs: RootInputs;
  readonly source: UnitSource;
  readonly commandLine: CommandLine;
  readonly generated: readonly Generated[];
  readonly remoteState: Config["remoteState"];
  /** Terragrunt runs nothing here. */
  readonly isExcluded: boolean;
  readonly broken: readonly BrokenFile[];
};

export type ReadUnit = {
  readonly unit: Unit;
  readonly problems: readonly Problem[];
  /** Files that were read, and those whose appearing would matter. */
  readonly files: ReadonlySet<string>;
};

type Sources = {
  readonly tree: FileTree;
  readonly parsers: ParserPool;
  readonly place: Place;
  /** A provider of the module takes on another role than the one that Terragrunt is run with. */
  readonly assumesRoles: boolean;
};

/** A file may lead to another one: that many times over, the configuration is evaluated again. */
const MAX_ROUNDS = 30;

/**
 * Where the repository is taken to lie, in turn: what comes out differently is decided by where it really lies. The
 * two differ in depth, in length and in every name.
 */
const ROOTS = ["/plumbline-repository", "/nowhere/in/particular/plumbline"] as const;

/** Evaluates a unit's configuration, with all that it includes and reads. `path` is that of its `terragrunt.hcl`. */
export async function readUnit({ tree, parsers, place, assumesRoles }: Sources, path: string): Promise<ReadUnit> {
  const files = repositoryFiles({ tree, parsers }, parentOf(path));
  const hcl = createHclFiles(tree, parsers);
  hcl.get(path);
  let result = { unit: NOTHING, problems: [] as readonly Problem[] };
  let isComplete = false;
  for (let round = 0; round < MAX_ROUNDS && !isComplete; round++) {
    const [fromHcl, fromFiles] = await Promise.all([hcl.load(), files.load()]);
    isComplete = !fromHcl && !fromFiles;
    if (!isComplete) result = evaluateUnit({ path, place, assumesRoles, hcl, files: files.view });
  }
  const incomplete = { path, line: null, message: "files lead to further files too often to be followed" };
  return {
    unit: result.unit,
    problems: isComplete ? result.problems : [...result.problems, incomplete],
    files: new Set([...hcl.used, ...files.used]),
  };
}

const NOTHING: Unit = {
  inputs: { values: new Map(), open: null },
  source: { kind: "here" },
  commandLine: { variableFiles: [], variables: new Map() },
  generated: [],
  remoteState: null,
  isExcluded: false,
  broken: [],
};

type Given = {
  readonly path: string;
  readonly place: Place;
  readonly assumesRoles: boolean;
  readonly hcl: HclFiles;
  readonly files: ModuleFiles;
};

function evaluateUnit(given: Given): { readonly unit: Unit; readonly problems: readonly Problem[] } {
  const file = given.hcl.get(given.path);
  if (!file) return { unit: NOTHING, problems: [] };
  if ("problem" in file) return { unit: unreadableUnit(file), problems: [file.problem] };
  const [here, there] = ROOTS.map((root) => evaluatedAt(root, given, file));
  if (!here || !there) throw new Error("a unit is evaluated in two places");
  return { unit: agreedUnit(here.unit, there.unit), problems: here.problems };
}

/** Nothing is known of what a unit that cannot be read deploys. */
function unreadableUnit({ problem }: BrokenFile): Unit {
  const line = problem.line ?? 1;
  const span = { path: problem.path, line, column: 1, endLine: line, endColumn: 1 };
  const reason = `${problem.path} could not be read`;
  return { ...NOTHING, source: { kind: "unavailable", reason, isProblem: false, span } };
}

function evaluatedAt(root: string, { path, place, assumesRoles, hcl, files }: Given, file: ParsedFile) {
  const run: UnitRun = {
    root,
    unit: path,
    place,
    assumesRoles: assumesRoles || mayAssumeRoles(hcl),
    budget: freshBudget(),
    files,
    hcl,
    problems: [],
    read: new Map(),
    reading: new Set([path]),
    resolve: resolveReference,
    functionsOf,
    configOf,
  };
  const scope = createScope({ run, file, configPath: path, isIncluded: false });
  try {
    return { unit: unitOf(run, configOf(scope)), problems: run.problems };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    refuse(scope, error.message, error.place);
    return {
      unit: unitOf(run, { ...EMPTY, inputs: { ...EMPTY.inputs, open: error.message } }),
      problems: run.problems,
    };
  }
}

/** A provider that takes on another role is not in the account of the credentials that Terragrunt is run with. */
function mayAssumeRoles(hcl: HclFiles): boolean {
  return [...hcl.used].some((path) => {
    const file = hcl.get(path);
    return file && !("problem" in file) && JSON.stringify(file.blocks).includes("assume_role");
  });
}

function unitOf(run: UnitRun, config: Config): Unit {
  return {
    inputs: environmentOf(config),
    source: sourceOf(run, config),
    commandLine: commandLineOf(run, config),
    generated: [...config.generated.values()],
    remoteState: config.remoteState,
    isExcluded: config.skip || isExcluded(config.exclude),
    broken: config.broken,
  };
}

const EXCLUDING: ReadonlySet<string> = new Set(["all", "all_except_output", "plan", "apply"]);

/** https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#exclude */
function isExcluded(exclude: Config["exclude"]): boolean {
  if (!exclude || !isTrue(exclude.condition)) return false;
  const { actions } = exclude;
  if (!actions || !isSequence(actions)) return false;
  return actions.items.some((item) => item.kind === "string" && EXCLUDING.has(item.value));
}

function agreedUnit(here: Unit, there: Unit): Unit {
  return {
    inputs: agreedInputs(here.inputs, there.inputs),
    source: agreedSource(here.source, there.source),
    commandLine: agreedCommandLine(here.commandLine, there.commandLine),
    generated: here.generated.map((generated, index) => agreedGenerated(generated, there.generated[index])),
    remoteState: here.remoteState && agreedRemoteState(here.remoteState, there.remoteState),
    isExcluded: here.isExcluded && there.isExcluded,
    broken: here.broken,
  };
}

function agreedInputs(here: RootInputs, there: RootInputs): RootInputs {
  const isSame =
    here.values.size === there.values.size && [...here.values.keys()].every((name) => there.values.has(name));
  const values = [...here.values].map(([name, { term, text }]) => {
    const other = there.values.get(name)?.term;
    return [name, { term: other ? agreed(term, other) : unknown(DYNAMIC, PLACE_DECIDES), text }] as const;
  });
  return { values: new Map(values), open: here.open ?? there.open ?? (isSame ? null : PLACE_DECIDES) };
}

function agreedSource(here: UnitSource, there: UnitSource): UnitSource {
  if (isSame(here, there) || here.kind === "unavailable") return here;
  if (here.kind === "here") return there;
  return {
    kind: "unavailable",
    reason: `the module's source is not known: ${PLACE_DECIDES}`,
    isProblem: false,
    span: here.span,
  };
}

function agreedCommandLine(here: CommandLine, there: CommandLine): CommandLine {
  if (isSame([here.variableFiles, ...here.variables], [there.variableFiles, ...there.variables])) return here;
  const [first] = [...here.variableFiles, ...there.variableFiles];
  if (!first) return { variableFiles: [], variables: new Map() };
  return { variableFiles: [{ kind: "unknown", reason: PLACE_DECIDES, span: first.span }], variables: new Map() };
}

function agreedGenerated(here: Generated, there: Generated | undefined): Generated {
  if (!there) return { ...here, contents: unknown(DYNAMIC, PLACE_DECIDES) };
  const pieces = here.pieces && there.pieces && agreedPieces(here.pieces, there.pieces);
  return {
    ...here,
    path: agreed(here.path, there.path),
    contents: agreed(here.contents, there.contents),
    ...(pieces && { pieces }),
  };
}

function agreedRemoteState(
  here: NonNullable<Config["remoteState"]>,
  there: Config["remoteState"],
): Config["remoteState"] {
  const config = here.config && there?.config ? agreed(here.config, there.config) : here.config;
  return { ...here, config };
}

function isSame(here: unknown, there: unknown): boolean {
  return JSON.stringify(here) === JSON.stringify(there);
}
