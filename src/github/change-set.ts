import type { ChangeSet } from "../model/files.ts";
import type { BlobSource } from "./blobs.ts";
import type { Revisions } from "./revisions.ts";
import { githubTree, type GitHubTree } from "./tree.ts";
import { changedPaths } from "./tree-diff.ts";

/** Both trees of a change and what differs between them. */
export async function readChangeSet(
  revisions: Pick<Revisions, "baseSha" | "headSha" | "conflicting">,
  source: BlobSource,
): Promise<ChangeSet> {
  const base = githubTree(revisions.baseSha, source);
  const head = githubTree(revisions.headSha, source);
  const [changed, conflicts] = await Promise.all([
    changedPaths(base, head),
    revisions.conflicting ? conflictsOf(base, head, source) : Promise.resolve(new Set<string>()),
  ]);
  return { base, head, changed, conflicts };
}

/** Paths that both sides changed since they parted, and not to the same content. */
async function conflictsOf(base: GitHubTree, head: GitHubTree, source: BlobSource): Promise<ReadonlySet<string>> {
  const { owner, repo } = source;
  const { data } = await source.github.rest.repos.compareCommitsWithBasehead({
    owner,
    repo,
    basehead: `${base.revision}...${head.revision}`,
    per_page: 1,
  });
  const parting = githubTree(data.merge_base_commit.sha, source);
  const [ours, theirs, between] = await Promise.all([
    changedPaths(parting, head),
    changedPaths(parting, base),
    changedPaths(base, head),
  ]);
  return new Set([...ours].filter((path) => theirs.has(path) && between.has(path)));
}
