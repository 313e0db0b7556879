import type { FileTree } from "../../../model/files.ts";
import type { ModuleReader } from "../../format.ts";
import type { ParserPool } from "../../parsing/pool.ts";
import { configurationIn, entriesIn, isBroken, nameOf, parseFiles, type Reading } from "./files.ts";
import { type Called, followCall, type Following } from "./follow.ts";
import { createMounts } from "./mounts.ts";
import { collectModule } from "./source.ts";
import type { BrokenFile, ModuleSource, ParsedFile } from "./source.ts";
import { loadVariableFiles, type VariableFiles } from "./variable-files.ts";

/** What reading a root module and the modules it uses gave. */
export type Configuration = {
  readonly root: ModuleSource;
  /** By directory; what is missing could not be found. */
  readonly modules: ReadonlyMap<string, ModuleSource>;
  /** What a module's call of another leads to. */
  called(module: ModuleSource, call: string): Called | undefined;
  readonly variableFiles: VariableFiles;
  /** The repository's files that were read, and those whose appearing would matter. */
  readonly files: ReadonlySet<string>;
  /** The repository's tree, with the packages of modules from elsewhere where Terraform puts them. */
  readonly tree: FileTree;
};

export type Sources = {
  readonly tree: FileTree;
  readonly parsers: ParserPool;
  /** Left out, modules that are not in the repository are not read. */
  readonly modules?: ModuleReader;
};

/** Directories of modules in one root module; real ones have tens. */
const MAX_MODULES = 1_000;
/** Configuration files of modules from elsewhere, all together. In bytes. */
const MAX_BYTES_FROM_ELSEWHERE = 32 * 1024 * 1024;

/** Reads and parses everything that a root module is made of. `varFiles` are paths in the repository. */
export async function loadConfiguration(
  { tree, parsers, modules: reader }: Sources,
  root: string,
  varFiles: readonly string[],
): Promise<Configuration> {
  const files = new Set<string>();
  const mounts = createMounts(tree, root);
  const modules = await loadModules({ mounts, parsers, reader, files }, { folder: root, directory: root, beside: [] });
  const variableFiles = await loadVariableFiles({ mounts, parsers }, root, varFiles, files);
  return { ...modules, variableFiles, files, tree: mounts.tree };
}

/** What modules are read with; `files` is told which of the repository's were. */
export type ModuleLoading = Reading & { readonly reader: ModuleReader | undefined; readonly files: Set<string> };

/** Where a root module is. */
export type RootModule = {
  /** Where Terraform runs: packages are put below it. */
  readonly folder: string;
  /** Where its files are. */
  readonly directory: string;
  /** Files that are put beside those, in the place of any of the same name. */
  readonly beside: readonly (ParsedFile | BrokenFile)[];
};

/** Reads a root module's files and those of all modules that it calls. */
export async function loadModules(
  { mounts, parsers, reader, files }: ModuleLoading,
  { folder, directory: root, beside }: RootModule,
): Promise<Pick<Configuration, "root" | "modules" | "called">> {
  const modules = new Map<string, ModuleSource>();
  const calls = new Map<string, Called>();
  const following: Following = { root: folder, mounts, reader, asked: 0 };
  const loading: Loading = { mounts, parsers, files, bytesLeft: MAX_BYTES_FROM_ELSEWHERE };
  /** By which calls each directory is reached first. */
  const paths = new Map<string, readonly string[]>([[root, []]]);
  let directories: readonly string[] = [root];
  while (directories.length > 0) {
    const loaded = await Promise.all(
      directories.map((directory) => loadModule(loading, directory, directory === root ? beside : [])),
    );
    const found = loaded.flatMap((module) => module ?? []);
    for (const module of found) modules.set(module.directory, module);
    const followed = await Promise.all(found.map((module) => followCalls(following, module, paths)));
    const next: string[] = [];
    for (const { module, call, path, called } of followed.flat()) {
      calls.set(keyOf(module, call), called);
      if (called.kind !== "directory" || paths.has(called.directory)) continue;
      paths.set(called.directory, path);
      next.push(called.directory);
    }
    directories = next.slice(0, Math.max(0, MAX_MODULES - modules.size));
  }
  return {
    root: modules.get(root) ?? collectModule(root, [], []),
    modules,
    called: (module, call) => calls.get(keyOf(module, call)),
  };
}

function keyOf({ directory }: ModuleSource, call: string): string {
  return JSON.stringify([directory, call]);
}

type Followed = {
  readonly module: ModuleSource;
  readonly call: string;
  readonly path: readonly string[];
  readonly called: Called;
};

function followCalls(
  following: Following,
  module: ModuleSource,
  paths: ReadonlyMap<string, readonly string[]>,
): Promise<Followed[]> {
  return Promise.all(
    [...module.modules.values()].map(async (call) => {
      const path = [...(paths.get(module.directory) ?? []), call.name];
      return { module, call: call.name, path, called: await followCall(following, module.directory, call, path) };
    }),
  );
}

type Loading = Reading & { readonly files: Set<string>; bytesLeft: number };

async function loadModule(
  loading: Loading,
  directory: string,
  beside: RootModule["beside"],
): Promise<ModuleSource | undefined> {
  const { mounts, files } = loading;
  const entries = await entriesIn(mounts.tree, directory);
  const replaced = new Set(beside.map(({ name }) => name));
  const configuration = configurationIn(entries).filter(({ path }) => !replaced.has(nameOf(path)));
  if (configuration.length === 0 && beside.length === 0) return undefined;
  const isFromElsewhere = mounts.of(directory) !== undefined;
  if (isFromElsewhere) loading.bytesLeft -= configuration.reduce((sum, { size }) => sum + (size ?? 0), 0);
  if (loading.bytesLeft < 0) return undefined;
  const paths = configuration.map((entry) => entry.path);
  if (!isFromElsewhere) for (const path of paths) files.add(path);
  const parsed = await parseFiles(loading, paths);
  const readable: ParsedFile[] = [];
  const broken: BrokenFile[] = [];
  for (const file of [...parsed.values(), ...beside]) {
    if (isBroken(file)) broken.push(file);
    else readable.push(file);
  }
  return collectModule(directory, readable, broken);
}
