import type { FileContent, FileTree, TreeEntry } from "../../../model/files.ts";
import type { ParserPool } from "../../parsing/pool.ts";
import type { TerraformFile } from "../syntax/ast.ts";
import type { Mount, Mounts } from "./mounts.ts";
import { parentOf } from "./paths.ts";
import type { BrokenFile, ParsedFile } from "./source.ts";

/** What files are read and parsed with. */
export type Reading = { readonly mounts: Mounts; readonly parsers: ParserPool };

/** A directory's own files, without those below it. */
export async function entriesIn(tree: FileTree, directory: string): Promise<readonly TreeEntry[]> {
  const entries = await tree.list(directory, "own");
  return entries.filter((entry) => parentOf(entry.path) === directory && entry.kind !== "submodule");
}

/** Hidden files and editors' copies are left out. */
export function isConfiguration(path: string): boolean {
  const name = nameOf(path);
  return /\.(?:tf|tofu)(?:\.json)?$/.test(name) && !/^[.#]|~$/.test(name);
}

/**
 * A module's configuration files: `a.tofu` takes the place of `a.tf` beside it, as where there are such files it is
 * OpenTofu that runs (https://opentofu.org/docs/language/files/).
 */
export function configurationIn(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  const paths = new Set(entries.map(({ path }) => path));
  return entries.filter(({ path }) => {
    const twin = path.replace(/\.tf(\.json)?$/, ".tofu$1");
    return isConfiguration(path) && (twin === path || !paths.has(twin));
  });
}

/** Reads and parses files, by path. */
export async function parseFiles(
  reading: Reading,
  paths: readonly string[],
): Promise<ReadonlyMap<string, ParsedFile | BrokenFile>> {
  if (paths.length === 0) return new Map();
  const contents = await reading.mounts.tree.read(paths);
  const parsed = await Promise.all(paths.map((path) => parseFile(reading, path, contents.get(path))));
  return new Map(paths.flatMap((path, index) => (parsed[index] ? [[path, parsed[index]] as const] : [])));
}

async function parseFile(
  { mounts, parsers }: Reading,
  path: string,
  content: FileContent | undefined,
): Promise<ParsedFile | BrokenFile> {
  const mount = mounts.of(path);
  // The same file of a package is parsed once, wherever the package is put.
  const own = mount ? path.slice(mount.folder.length + 1) : path;
  const name = nameOf(path);
  if (content?.kind !== "text") {
    const message = content?.message ?? "the file could not be read";
    return { name, problem: seenFromHere({ path: own, line: null, message }, mount), mayHoldProvider: true };
  }
  const outcome = await parsers.parse<TerraformFile>("terraform", own, content.text, content.hash);
  if (outcome.kind === "parsed") {
    const { lines, ...file } = outcome.file;
    if (!mount) return { name, path, lines, ...file };
    const { standsFor } = mount;
    return { name, path: standsFor.path, lines: { ...standsFor, label: `\`${own}\` of ${mount.label}` }, ...file };
  }
  const mayHoldProvider = /\bprovider\b/.test(content.text);
  return { name, problem: seenFromHere(outcome.problem, mount), mayHoldProvider };
}

/** A problem in a package is shown at the call that leads to it, as the package's files are not of this repository. */
function seenFromHere(problem: BrokenFile["problem"], mount: Mount | undefined): BrokenFile["problem"] {
  if (!mount) return problem;
  const line = problem.line === null ? "" : `:${problem.line}`;
  const { path, line: here } = mount.standsFor;
  return { path, line: here, message: `\`${problem.path}${line}\` of ${mount.label}: ${problem.message}` };
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Tells what could not be read from what could. */
export function isBroken(file: ParsedFile | BrokenFile): file is BrokenFile {
  return "problem" in file;
}
