import type { FileTree } from "../model/files.ts";
import type { BaseHistory, PastChanges } from "../model/history.ts";
import type { BlobReader } from "./blobs.ts";
import { openTree } from "./git-tree.ts";
import { type Repository, runGit } from "./git.ts";

/** What became of a commit's branch before it, from a local repository. */
export function localHistory(repository: Repository, base: string, blobs: BlobReader): BaseHistory {
  return { changes: (paths, limit) => changes(repository, base, blobs, paths, limit) };
}

/** The first parents are the branch's own line: what a merge brought in counts when it was merged. */
async function changes(
  repository: Repository,
  base: string,
  blobs: BlobReader,
  paths: readonly string[],
  limit: number,
): Promise<PastChanges> {
  const { code, stdout, stderr } = await runGit(repository, [
    "--literal-pathspecs",
    "log",
    "--first-parent",
    `--max-count=${limit}`,
    "--format=%H %cI %P",
    base,
    "--",
    ...paths,
  ]);
  if (code !== 0) return { changes: [], cut: stderr.trim() };
  const lines = stdout.toString("utf8").split("\n").filter(Boolean);
  const commits = lines.map((line) => line.split(" "));
  const found = commits.flatMap(([commit = "", at = "", parent]) =>
    parent ? [{ commit, at: new Date(at).toISOString(), before: treeOf(repository, parent, blobs) }] : [],
  );
  // Where a shallow clone ends, git takes a commit to be the first one.
  const isCut = found.length < commits.length && (await isShallow(repository));
  return { changes: found, cut: isCut ? "this clone is shallow (git fetch --unshallow completes it)" : null };
}

async function isShallow(repository: Repository): Promise<boolean> {
  const { stdout } = await runGit(repository, ["rev-parse", "--is-shallow-repository"]);
  return stdout.toString("utf8").trim() === "true";
}

/** Most are never asked for: a tree is listed when it is. */
function treeOf(repository: Repository, revision: string, blobs: BlobReader): FileTree {
  let opened: Promise<FileTree> | undefined;
  const open = (): Promise<FileTree> => (opened ??= openTree(repository, revision, blobs));
  return {
    revision,
    list: async (folder, which) => (await open()).list(folder, which),
    read: async (paths) => (await open()).read(paths),
  };
}
