import type { FileContent, FileTree, TreeEntry } from "../model/files.ts";
import type { BlobReader } from "./blobs.ts";
import { refusalOf, textOf, unreadable } from "./content.ts";
import { git, type Repository } from "./git.ts";

/** A revision's files, read from a local repository's objects. The folder's own files are never touched. */
export async function openTree(repository: Repository, revision: string, blobs: BlobReader): Promise<FileTree> {
  const listing = await git(repository, ["ls-tree", "-r", "-l", "-z", "--full-tree", revision]);
  const entries = new Map(parseListing(listing).map((entry) => [entry.path, entry]));
  return {
    revision,
    list: async (folder) => [...entries.values()].filter(({ path }) => folder === "" || path.startsWith(`${folder}/`)),
    read: async (paths) => {
      const contents = paths.map(async (path) => [path, await contentOf(entries.get(path), blobs)] as const);
      return new Map(await Promise.all(contents));
    },
  };
}

/** Paths whose content differs between two trees. */
export async function changedPaths(base: FileTree, head: FileTree): Promise<ReadonlySet<string>> {
  const [before, after] = await Promise.all([base.list(""), head.list("")]);
  const left = new Map(before.map((entry) => [entry.path, contentKey(entry)]));
  const right = new Map(after.map((entry) => [entry.path, contentKey(entry)]));
  const paths = new Set([...left.keys(), ...right.keys()]);
  return new Set([...paths].filter((path) => left.get(path) !== right.get(path)));
}

function contentKey({ kind, hash }: TreeEntry): string {
  return `${kind} ${hash}`;
}

function parseListing(listing: string): readonly TreeEntry[] {
  return listing
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => {
      const tab = line.indexOf("\t");
      const [mode = "", , hash = "", size = "-"] = line.slice(0, tab).split(/ +/);
      return { path: line.slice(tab + 1), kind: kindOf(mode), hash, size: size === "-" ? null : Number(size) };
    });
}

function kindOf(mode: string): TreeEntry["kind"] {
  if (mode === "120000") return "symlink";
  return mode === "160000" ? "submodule" : "file";
}

async function contentOf(entry: TreeEntry | undefined, blobs: BlobReader): Promise<FileContent> {
  if (!entry) return unreadable("missing", "there is no such file");
  const refusal = refusalOf(entry);
  if (refusal) return refusal;
  const blob = await blobs(entry.hash);
  if (!blob) return unreadable("failed", "git has no such object");
  return textOf(blob, entry.hash);
}
