import { maxBytesOf, type FileContent, type FileTree, type TreeEntry } from "../model/files.ts";
import { readBlobs, tooLarge, type Blob, type BlobSource } from "./blobs.ts";
import { readFolder, type Folder } from "./folder.ts";

/** A commit's files on GitHub. Listed in one call, unless the tree is so large that GitHub cuts it short: then folder by folder, as asked for. */
export type GitHubTree = FileTree & {
  /** The whole listing where one call gives it; null where GitHub cuts it short. */
  listing(): Promise<ReadonlyMap<string, TreeEntry> | null>;
  /** One folder's own entries, subfolders included; undefined where there is no such folder. */
  folder(path: string): Promise<Folder | undefined>;
};

/**
 * The tree of a commit.
 * @param revision the commit's (or tree's) hash; nothing is fetched before it is asked for
 * @param listed its listing with everything below, where that is there already
 */
export function githubTree(revision: string, source: BlobSource, listed?: Folder): GitHubTree {
  let whole = listed && Promise.resolve(entriesOf(listed));
  const folders = new Map<string, Promise<Folder | undefined>>();

  function listing(): Promise<ReadonlyMap<string, TreeEntry> | null> {
    whole ??= readFolder(revision, "", source, "recursive").then(entriesOf);
    return whole;
  }

  function folder(path: string): Promise<Folder | undefined> {
    const known = folders.get(path) ?? (path === "" ? readFolder(revision, "", source, "flat") : below(path));
    folders.set(path, known);
    return known;
  }

  async function below(path: string): Promise<Folder | undefined> {
    const parent = await folder(parentOf(path));
    const hash = parent?.folders.get(path);
    return hash === undefined ? undefined : readFolder(hash, path, source, "flat");
  }

  async function listBelow(path: string): Promise<readonly TreeEntry[]> {
    const top = await folder(path);
    if (!top) return [];
    const nested = await Promise.all(
      [...top.folders].map(async ([child, hash]) => {
        const all = await readFolder(hash, child, source, "recursive");
        return all.truncated ? listBelow(child) : all.files;
      }),
    );
    return inPathOrder([...top.files, ...nested.flat()]);
  }

  async function entryOf(path: string): Promise<TreeEntry | undefined> {
    const all = await listing();
    if (all) return all.get(path);
    return (await folder(parentOf(path)))?.files.find((entry) => entry.path === path);
  }

  return {
    revision,
    listing,
    folder,
    async list(path) {
      const all = await listing();
      if (!all) return listBelow(path);
      const prefix = path === "" ? "" : `${path}/`;
      return [...all.values()].filter((entry) => entry.path.startsWith(prefix));
    },
    async read(paths) {
      const entries = await Promise.all(paths.map(async (path) => [path, await entryOf(path)] as const));
      return readEntries(entries, (blobs) => readBlobs(blobs, source));
    },
  };
}

/** What is at paths, or why there is no content; `read` gets contents by hash. */
export async function readEntries(
  entries: readonly (readonly [path: string, entry: TreeEntry | undefined])[],
  read: (blobs: readonly Blob[]) => Promise<ReadonlyMap<string, FileContent>>,
): Promise<ReadonlyMap<string, FileContent>> {
  const blobs = entries.flatMap(([, entry]) =>
    entry && isReadable(entry) ? [{ hash: entry.hash, size: entry.size ?? 0 } satisfies Blob] : [],
  );
  const contents = await read(blobs);
  return new Map(entries.map(([path, entry]) => [path, contentOf(entry, contents)]));
}

function isReadable(entry: TreeEntry): boolean {
  return entry.kind === "file" && (entry.size ?? 0) <= maxBytesOf(entry.path);
}

function contentOf(entry: TreeEntry | undefined, contents: ReadonlyMap<string, FileContent>): FileContent {
  if (!entry) return { kind: "unreadable", reason: "missing", message: "there is no such file" };
  if (entry.kind === "symlink")
    return {
      kind: "unreadable",
      reason: "symlink",
      message: "the file is a symbolic link, and links are not followed",
    };
  if (entry.kind === "submodule")
    return { kind: "unreadable", reason: "submodule", message: "the path is a submodule, whose files are elsewhere" };
  if (!isReadable(entry)) return tooLarge(entry.size ?? 0, maxBytesOf(entry.path));
  return (
    contents.get(entry.hash) ?? {
      kind: "unreadable",
      reason: "failed",
      message: "GitHub does not give this file's content",
    }
  );
}

/** Null for a listing that GitHub cut short. */
function entriesOf({ files, truncated }: Folder): ReadonlyMap<string, TreeEntry> | null {
  return truncated ? null : new Map(inPathOrder(files).map((entry) => [entry.path, entry]));
}

/** By code unit, as all sources order paths. */
export function inPathOrder(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  return entries.toSorted((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}
