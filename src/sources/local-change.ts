import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { UserError } from "../model/errors.ts";
import type { ChangeSet } from "../model/files.ts";
import type { BaseHistory } from "../model/history.ts";
import { createBlobReader } from "./blobs.ts";
import { localHistory } from "./history.ts";
import { changedPaths, openTree } from "./git-tree.ts";
import { git, type Repository, resolveCommit, runGit } from "./git.ts";

/** A change of a local repository. `close` removes what reading it wrote: nothing is left in the repository. */
export type LocalChange = {
  readonly change: ChangeSet;
  readonly base: string;
  /** The head revision's commit; for a work tree the commit it is based on, with `+` behind it. */
  readonly head: string;
  readonly history: BaseHistory;
  close(): Promise<void>;
};

/**
 * Opens what merging `head` into `base` would change, as git's own merge decides it.
 * @param head a revision, or null for the work tree, untracked files included
 * @throws UserError `repository` or `revision` for what does not exist
 */
export async function openLocalChange(plain: Repository, base: string, head: string | null): Promise<LocalChange> {
  const { folder, environment } = plain;
  const objects = await objectFolder(plain);
  const scratch = await mkdtemp(join(tmpdir(), "plumbline-"));
  const close = (): Promise<void> => rm(scratch, { recursive: true, force: true });
  const repository: Repository = {
    folder,
    environment: {
      ...environment,
      GIT_OBJECT_DIRECTORY: scratch,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: objects,
      GIT_INDEX_FILE: join(scratch, "index"),
    },
  };
  try {
    const baseCommit = await resolveCommit(plain, base);
    const headCommit = head === null ? await commitWorkTree(repository) : await resolveCommit(plain, head);
    const merged = await mergeOf(repository, baseCommit, headCommit);
    const blobs = createBlobReader(repository);
    const [baseTree, headTree] = await Promise.all([
      openTree(repository, baseCommit, blobs),
      openTree(repository, merged.tree, blobs),
    ]);
    const changed = new Set([...(await changedPaths(baseTree, headTree)), ...merged.conflicts]);
    const shownHead = head === null ? `${await resolveCommit(plain, "HEAD")}+` : headCommit;
    return {
      change: { base: baseTree, head: headTree, changed, conflicts: merged.conflicts },
      base: baseCommit,
      head: shownHead,
      history: localHistory(repository, baseCommit, blobs),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function objectFolder(repository: Repository): Promise<string> {
  return resolve(repository.folder, (await git(repository, ["rev-parse", "--git-path", "objects"])).trim());
}

async function commitWorkTree({ folder, environment }: Repository): Promise<string> {
  const inside = await git({ folder, environment }, ["rev-parse", "--show-toplevel"]);
  const repository: Repository = { folder: inside.replace(/\n$/, ""), environment };
  const parent = await resolveCommit(repository, "HEAD");
  await git(repository, ["read-tree", parent]);
  const listed = await git(repository, ["ls-files", "-z", "--modified", "--deleted", "--others", "--exclude-standard"]);
  // A path that ends in a slash is another repository; `git add` would give up on one that has no commit.
  const paths = listed.split("\0").filter((path) => path !== "" && !path.endsWith("/"));
  await git(
    repository,
    ["update-index", "-z", "--add", "--remove", "--replace", "--stdin"],
    paths.map((path) => `${path}\0`).join(""),
  );
  const tree = (await git(repository, ["write-tree"])).trim();
  const identity = ["-c", "user.name=plumbline", "-c", "user.email=plumbline@localhost", "-c", "commit.gpgSign=false"];
  return (await git(repository, [...identity, "commit-tree", tree, "-p", parent, "-m", "work tree"])).trim();
}

type Merged = { readonly tree: string; readonly conflicts: ReadonlySet<string> };

/** What merging gives. `git merge-tree --write-tree` prints the tree, then, where paths conflict, their names. */
async function mergeOf(repository: Repository, base: string, head: string): Promise<Merged> {
  const isAhead = await runGit(repository, ["merge-base", "--is-ancestor", base, head]);
  if (isAhead.code === 0) return { tree: head, conflicts: new Set() };
  const { code, stdout, stderr } = await runGit(repository, [
    "merge-tree",
    "--write-tree",
    "--name-only",
    "--no-messages",
    "-z",
    base,
    head,
  ]);
  if (code > 1) {
    const hint = /unrelated histories/.test(stderr)
      ? "; if this is a shallow clone, fetch its history: git fetch --unshallow"
      : "";
    throw new UserError("merge", `git could not merge ${head} into ${base}: ${stderr.trim()}${hint}`, {
      path: repository.folder,
    });
  }
  const [tree = "", ...conflicts] = stdout.toString("utf8").split("\0");
  return { tree, conflicts: new Set(conflicts.filter((path) => path !== "")) };
}
