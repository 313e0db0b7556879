import type { FileContent, FileTree, TreeEntry } from "../../../model/files.ts";
import type { ParserPool } from "../../parsing/pool.ts";
import type { TerraformFile } from "../syntax/ast.ts";
import { parentOf, resolvePath } from "./paths.ts";
import { collectModule } from "./source.ts";
import type { BrokenFile, ModuleSource, ParsedFile } from "./source.ts";
import { localSourceOf } from "./calls.ts";

/** Modules below this many calls are not followed; a module that includes itself gets here too. */
export const MAX_MODULE_DEPTH = 30;

/** What reading a root module and the local modules it uses gave. */
export type Configuration = {
  readonly root: ModuleSource;
  /** By directory; what is missing could not be found. */
  readonly modules: ReadonlyMap<string, ModuleSource>;
  /** Variable files of the root by path: parsed, or the problem; null when a file that may be missing is. */
  readonly variableFiles: ReadonlyMap<string, ParsedFile | BrokenFile | null>;
  /** Files that were read, and files whose appearing would matter. */
  readonly files: ReadonlySet<string>;
};

export type Sources = { readonly tree: FileTree; readonly parsers: ParserPool };

/** Reads and parses everything that a root module is made of. `varFiles` are paths in the repository. */
export async function loadConfiguration(
  sources: Sources,
  root: string,
  varFiles: readonly string[],
): Promise<Configuration> {
  const files = new Set<string>();
  const modules = new Map<string, ModuleSource>();
  let directories = [root];
  while (directories.length > 0) {
    const loaded = await Promise.all(directories.map((directory) => loadModule(sources, directory, files)));
    const next = new Set<string>();
    for (const module of loaded) {
      if (!module) continue;
      modules.set(module.directory, module);
      for (const directory of calledDirectories(module)) next.add(directory);
    }
    directories = [...next].filter((directory) => !modules.has(directory));
    directories = directories.slice(0, Math.max(0, MAX_MODULES - modules.size));
  }
  const rootModule = modules.get(root) ?? collectModule(root, [], []);
  const variableFiles = await loadVariableFiles(sources, root, varFiles, files);
  return { root: rootModule, modules, variableFiles, files };
}

/** Directories of modules in one root module; real ones have tens. */
const MAX_MODULES = 1_000;

function calledDirectories(module: ModuleSource): string[] {
  const directories: string[] = [];
  for (const call of module.modules.values()) {
    const source = localSourceOf(call);
    const directory = source === undefined ? undefined : resolvePath(module.directory, source);
    if (directory !== undefined) directories.push(directory);
  }
  return directories;
}

async function loadModule(sources: Sources, directory: string, files: Set<string>): Promise<ModuleSource | undefined> {
  const entries = await entriesIn(sources.tree, directory);
  const paths = entries.filter((entry) => isConfiguration(entry.path)).map((entry) => entry.path);
  if (paths.length === 0) return undefined;
  for (const path of paths) files.add(path);
  const parsed = await parseFiles(sources, paths);
  const readable: ParsedFile[] = [];
  const broken: BrokenFile[] = [];
  for (const file of parsed.values()) {
    if (isBroken(file)) broken.push(file);
    else readable.push(file);
  }
  return collectModule(directory, readable, broken);
}

/** A module's own files: those directly in its directory. */
export async function entriesIn(tree: FileTree, directory: string): Promise<readonly TreeEntry[]> {
  const entries = await tree.list(directory);
  return entries.filter((entry) => parentOf(entry.path) === directory && entry.kind !== "submodule");
}

/** Terraform leaves out hidden files and editors' copies. */
export function isConfiguration(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /\.tf(?:\.json)?$/.test(name) && !/^[.#]|~$/.test(name);
}

async function loadVariableFiles(
  sources: Sources,
  root: string,
  varFiles: readonly string[],
  files: Set<string>,
): Promise<ReadonlyMap<string, ParsedFile | BrokenFile | null>> {
  const entries = await entriesIn(sources.tree, root);
  const automatic = automaticVariableFiles(root, new Set(entries.map((entry) => entry.path)));
  const present = automatic.filter(({ exists }) => exists).map(({ path }) => path);
  const parsed = await parseFiles(sources, [...present, ...varFiles]);
  const result = new Map<string, ParsedFile | BrokenFile | null>();
  for (const { path, exists } of automatic) {
    files.add(path);
    result.set(path, exists ? (parsed.get(path) ?? null) : null);
  }
  for (const path of varFiles) {
    files.add(path);
    // A file named twice counts where it is named last.
    result.delete(path);
    result.set(path, parsed.get(path) ?? null);
  }
  return result;
}

/**
 * `terraform.tfvars`, `terraform.tfvars.json`, then `*.auto.tfvars` and `*.auto.tfvars.json` by name: later ones win.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
function automaticVariableFiles(root: string, paths: ReadonlySet<string>): { path: string; exists: boolean }[] {
  const prefix = root === "" ? "" : `${root}/`;
  const fixed = ["terraform.tfvars", "terraform.tfvars.json"].map((name) => `${prefix}${name}`);
  const automatic = [...paths].filter((path) => /\.auto\.tfvars(?:\.json)?$/.test(path)).toSorted();
  return [...fixed, ...automatic].map((path) => ({ path, exists: paths.has(path) }));
}

async function parseFiles(
  { tree, parsers }: Sources,
  paths: readonly string[],
): Promise<ReadonlyMap<string, ParsedFile | BrokenFile>> {
  if (paths.length === 0) return new Map();
  const contents = await tree.read(paths);
  const parsed = await Promise.all(paths.map((path) => parseFile(parsers, path, contents.get(path))));
  return new Map(paths.flatMap((path, index) => (parsed[index] ? [[path, parsed[index]] as const] : [])));
}

async function parseFile(
  parsers: ParserPool,
  path: string,
  content: FileContent | undefined,
): Promise<ParsedFile | BrokenFile> {
  if (content?.kind !== "text") {
    const message = content?.message ?? "the file could not be read";
    return { problem: { path, line: null, message }, mayHoldProvider: true };
  }
  const outcome = await parsers.parse<TerraformFile>("terraform", path, content.text, content.hash);
  if (outcome.kind === "parsed") return { path, ...outcome.file };
  return { problem: outcome.problem, mayHoldProvider: /\bprovider\b/.test(content.text) };
}

/** Tells what could not be read from what could. */
export function isBroken(file: ParsedFile | BrokenFile): file is BrokenFile {
  return "problem" in file;
}
