import type { CommitObject } from "../git-objects.ts";
import { nodeId } from "../state.ts";
import type { Repository } from "../state.ts";
import type { World } from "../world.ts";
import type { DiffFile } from "../diff.ts";
import { accountNamed, presentUser } from "./accounts.ts";
import type { Presented } from "./accounts.ts";
import { repositoryApi, repositoryPage } from "./repositories.ts";

const UNSIGNED = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };

/** A commit as `git/commits` shows it. */
export function presentGitCommit(world: World, repository: Repository, commit: CommitObject): Presented {
  const api = `${repositoryApi(world, repository)}/git`;
  const page = repositoryPage(world, repository);
  return {
    sha: commit.sha,
    node_id: nodeId(`C_${commit.sha.slice(0, 8)}`, repository.id),
    url: `${api}/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${api}/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((sha) => ({ sha, url: `${api}/commits/${sha}`, html_url: `${page}/commit/${sha}` })),
    verification: UNSIGNED,
  };
}

/** A commit as `commits`, `compare` and a pull request's commits show it. */
export function presentCommit(world: World, repository: Repository, commit: CommitObject): Presented {
  const api = repositoryApi(world, repository);
  const page = repositoryPage(world, repository);
  const author = accountNamed(world.state, commit.author.name);
  const committer = accountNamed(world.state, commit.committer.name);
  return {
    sha: commit.sha,
    node_id: nodeId(`C_${commit.sha.slice(0, 8)}`, repository.id),
    url: `${api}/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      comment_count: 0,
      verification: UNSIGNED,
    },
    author: author === null ? null : presentUser(world, author),
    committer: committer === null ? null : presentUser(world, committer),
    parents: commit.parents.map((sha) => ({ sha, url: `${api}/commits/${sha}`, html_url: `${page}/commit/${sha}` })),
  };
}

/** Files of a diff; a patch above a limit, and every one after the total is reached, is left out as on GitHub. */
export function presentFiles(
  world: World,
  repository: Repository,
  headSha: string,
  files: readonly DiffFile[],
): Presented[] {
  const api = repositoryApi(world, repository);
  const page = repositoryPage(world, repository);
  const { patchBytes, patchLines, totalPatchBytes } = world.limits;
  let total = 0;
  return files.map((file) => {
    const path = file.path.split("/").map(encodeURIComponent).join("/");
    const bytes = file.patch === null ? 0 : Buffer.byteLength(file.patch);
    total += bytes;
    const fits = bytes <= patchBytes && total <= totalPatchBytes && file.additions + file.deletions <= patchLines;
    return {
      sha: file.sha,
      filename: file.path,
      status: file.status,
      additions: file.additions,
      deletions: file.deletions,
      changes: file.additions + file.deletions,
      blob_url: `${page}/blob/${headSha}/${path}`,
      raw_url: `${page}/raw/${headSha}/${path}`,
      contents_url: `${api}/contents/${path}?ref=${headSha}`,
      ...(file.patch === null || !fits ? {} : { patch: file.patch }),
      ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
    };
  });
}
