import type { TreeEntry } from "../model/files.ts";
import type { BlobSource } from "./blobs.ts";

/** What one listing of GitHub's gave. Paths are from the repository's root. */
export type Folder = {
  /** The tree's own hash: equal hashes, equal contents at any depth. */
  readonly hash: string;
  readonly files: readonly TreeEntry[];
  /** Subfolders: hash by path. */
  readonly folders: ReadonlyMap<string, string>;
  /** GitHub left entries out (over 100,000, or over 7 MB). */
  readonly truncated: boolean;
};

/** Lists a tree, with everything below it or only its own entries (https://docs.github.com/en/rest/git/trees). */
export async function readFolder(
  hash: string,
  path: string,
  source: BlobSource,
  depth: "recursive" | "flat",
): Promise<Folder> {
  const { owner, repo } = source;
  const { data } = await source.github.rest.git.getTree({
    owner,
    repo,
    tree_sha: hash,
    ...(depth === "recursive" ? { recursive: "1" } : {}),
  });
  const files: TreeEntry[] = [];
  const folders = new Map<string, string>();
  for (const entry of data.tree) {
    if (entry.path === undefined || entry.sha === undefined) continue;
    const full = path === "" ? entry.path : `${path}/${entry.path}`;
    const kind = kindOf(entry.mode);
    if (kind === "folder") folders.set(full, entry.sha);
    else files.push({ path: full, kind, hash: entry.sha, size: entry.size ?? null });
  }
  return { hash: data.sha, files, folders, truncated: data.truncated };
}

/** Git's file modes. */
function kindOf(mode: string | undefined): TreeEntry["kind"] | "folder" {
  if (mode === "040000") return "folder";
  if (mode === "120000") return "symlink";
  if (mode === "160000") return "submodule";
  return "file";
}
