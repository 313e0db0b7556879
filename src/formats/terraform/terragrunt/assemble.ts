import type { DeclareContext } from "../../format.ts";
import type { Problem } from "../../../model/source.ts";
import type { RootInputs } from "../evaluation/scope.ts";
import { unknown } from "../language/term.ts";
import { DYNAMIC } from "../language/types.ts";
import { configurationIn, entriesIn, nameOf, parseFiles } from "../module/files.ts";
import type { Reading } from "../module/files.ts";
import { loadModules } from "../module/load.ts";
import type { Configuration } from "../module/load.ts";
import { createMounts, mountFolder } from "../module/mounts.ts";
import type { BrokenFile, ParsedFile } from "../module/source.ts";
import { copiedTree } from "./copied-tree.ts";
import { loadVariableFiles } from "../module/variable-files.ts";
import type { VariableFiles } from "../module/variable-files.ts";
import { generatedFiles } from "./generated.ts";
import type { GeneratedFile } from "./generated.ts";
import type { UnitSource } from "./source.ts";
import type { Unit } from "./unit.ts";

/** A unit's root module as Terraform gets it, or why it cannot be had. */
export type Assembled =
  | {
      readonly kind: "module";
      readonly configuration: Configuration;
      readonly folder: string;
      /** With those for what is not known of generated files. */
      readonly inputs: RootInputs;
    }
  | { readonly kind: "unavailable"; readonly reason: string; readonly isProblem: boolean };

/** Names no call of a module can have. */
const ROOT_PACKAGE = "0";

/**
 * Puts a root module together as Terragrunt does: the module's files, over them those of the unit's folder, and over
 * both what is generated. The blocks of each stay where they were written.
 */
export async function assemble(context: DeclareContext, unit: Unit): Promise<Assembled> {
  const { tree, root: here, parsers, modules: reader } = context;
  const { source } = unit;
  if (source.kind === "unavailable") return source;
  const mounts = createMounts(tree, source.kind === "folder" ? source.directory : here);
  const reading: Reading = { mounts, parsers };
  const files = new Set<string>();
  let directory = source.kind === "folder" ? source.directory : here;
  if (source.kind === "remote") {
    const mounted = await mount(context, source, mounts);
    if (mounted.kind === "unavailable") return mounted;
    ({ directory } = mounted);
  }
  const own = directory === here ? [] : await ownFiles(reading, here, files);
  const generated = await generatedFiles(unit, parsers);
  // What could not be read may generate anything, a provider's configuration among it.
  const beside = [...layered(own, generated, await namesIn(reading, directory)), ...unit.broken];
  const folder = source.kind === "folder" ? source.directory : here;
  const inModule = configurationIn(await entriesIn(mounts.tree, directory));
  if (inModule.length + own.length === 0) {
    const shown = source.kind === "here" ? "`terragrunt.hcl` names no module, and the folder" : "the module's folder";
    return { kind: "unavailable", reason: `${shown} holds no Terraform files`, isProblem: true };
  }
  const loaded = await loadModules({ mounts, parsers, reader, files }, { folder, directory, beside });
  const variableFiles = await unitVariableFiles({ context, unit, reading, directory, files, generated });
  const values = new Map(unit.inputs.values);
  for (const { unknowns } of generated) {
    for (const [name, reason] of unknowns) values.set(name, { term: unknown(DYNAMIC, reason), text: reason });
  }
  return {
    kind: "module",
    folder: directory,
    inputs: { ...unit.inputs, values },
    configuration: { ...loaded, variableFiles, files, tree: copiedTree(mounts.tree, here, directory, files) },
  };
}

type Mounted = { readonly kind: "mounted"; readonly directory: string };

async function mount(
  { root, modules: reader }: DeclareContext,
  { address, version, shown, span }: Extract<UnitSource, { kind: "remote" }>,
  mounts: Reading["mounts"],
): Promise<Mounted | Extract<Assembled, { kind: "unavailable" }>> {
  const lacking = (reason: string) => ({ kind: "unavailable", reason, isProblem: false }) as const;
  if (!reader) return lacking(`the module (${shown}) is not in this repository, and not fetched here`);
  const answer = await reader.open(address, version);
  if (answer.kind === "unavailable") return lacking(`the module (${shown}) could not be had: ${answer.reason}`);
  const { tree, directory, resolved } = answer;
  const folder = mountFolder(root, [ROOT_PACKAGE]);
  mounts.add({ folder, tree, label: resolved, standsFor: span, lineage: [`${resolved}//${directory}`] });
  return { kind: "mounted", directory: directory === "" ? folder : `${folder}/${directory}` };
}

async function ownFiles(reading: Reading, here: string, files: Set<string>): Promise<(ParsedFile | BrokenFile)[]> {
  const entries = configurationIn(await entriesIn(reading.mounts.tree, here));
  const paths = entries.map(({ path }) => path);
  for (const path of paths) files.add(path);
  return [...(await parseFiles(reading, paths)).values()];
}

async function namesIn({ mounts }: Reading, directory: string): Promise<ReadonlySet<string>> {
  return new Set((await entriesIn(mounts.tree, directory)).map(({ path }) => nameOf(path)));
}

/** A generated file takes the place of another one, unless it says that it does not. */
function layered(
  own: readonly (ParsedFile | BrokenFile)[],
  generated: readonly GeneratedFile[],
  inModule: ReadonlySet<string>,
): (ParsedFile | BrokenFile)[] {
  const layers = new Map(own.map((file) => [file.name, file]));
  for (const { name, file, yields } of generated) {
    if (isVariableFile(name) || (yields && (layers.has(name) || inModule.has(name)))) continue;
    layers.set(name, file);
  }
  return [...layers.values()];
}

function isVariableFile(name: string): boolean {
  return /\.tfvars(?:\.json)?$/.test(name);
}

type VariableSources = {
  readonly context: DeclareContext;
  readonly unit: Unit;
  readonly reading: Reading;
  readonly directory: string;
  readonly files: Set<string>;
  readonly generated: readonly GeneratedFile[];
};

/** Those that Terraform finds by itself, in the module's and the unit's folder and among what is generated; then those that are named. */
async function unitVariableFiles(sources: VariableSources): Promise<VariableFiles> {
  const { context, unit, reading, directory, files, generated } = sources;
  const { root, varFiles } = context;
  const automatic = new Map<string, readonly [string, ParsedFile | BrokenFile | null]>();
  for (const folder of new Set([directory, root])) {
    for (const [path, file] of await loadVariableFiles(reading, folder, [], files)) {
      if (file) automatic.set(nameOf(path), [path, file]);
    }
  }
  for (const { name, file } of generated) {
    if (/^terraform\.tfvars|\.auto\.tfvars/.test(name) && isVariableFile(name))
      automatic.set(name, [`generated ${name}`, file]);
  }
  const result = new Map([...automatic].toSorted(byPrecedence).map(([, entry]) => entry));
  for (const [path, file] of await namedFiles(unit, reading, files)) {
    result.delete(path);
    result.set(path, file);
  }
  const given = await parseFiles(reading, varFiles);
  for (const path of varFiles) {
    files.add(path);
    result.delete(path);
    result.set(path, given.get(path) ?? null);
  }
  return result;
}

/** `terraform.tfvars`, `terraform.tfvars.json`, then the others by name. */
function byPrecedence([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  const rank = (name: string) => (name === "terraform.tfvars" ? 0 : name === "terraform.tfvars.json" ? 1 : 2);
  return rank(one) - rank(other) || (one < other ? -1 : 1);
}

async function namedFiles(
  { commandLine }: Unit,
  reading: Reading,
  files: Set<string>,
): Promise<(readonly [string, ParsedFile | BrokenFile])[]> {
  const paths = commandLine.variableFiles.flatMap((file) => (file.kind === "file" ? [file.path] : []));
  for (const path of paths) files.add(path);
  const contents = await reading.mounts.tree.read(paths);
  const isMissing = (path: string) => {
    const content = contents.get(path);
    return !content || (content.kind === "unreadable" && content.reason === "missing");
  };
  const parsed = await parseFiles(reading, paths);
  return commandLine.variableFiles.flatMap((file, index) => {
    const { path, line } = file.span;
    const problem = (message: string): Problem => ({ path, line, message });
    if (file.kind === "unknown") {
      const message = `which variable files there are is not known: ${file.reason}`;
      return [[`a variable file (${path}:${line})#${index}`, brokenFile(problem(message))] as const];
    }
    if (isMissing(file.path)) {
      if (file.isOptional) return [];
      return [[file.path, brokenFile(problem(`there is no variable file ${file.path}`))] as const];
    }
    const found = parsed.get(file.path);
    return found ? [[file.path, found] as const] : [];
  });
}

function brokenFile(problem: Problem): BrokenFile {
  return { name: "", problem, mayHoldProvider: false };
}
