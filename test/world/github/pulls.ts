import { setTimeout as sleep } from "node:timers/promises";
import { diffFiles, followLine } from "./diff.ts";
import type { DiffFile } from "./diff.ts";
import { listCommits, mergeBase, resolve, testMerge, updateRef } from "./git.ts";
import type { PullCounts } from "./present/pulls.ts";
import { timestamp } from "./state.ts";
import type { Pull } from "./state.ts";
import type { World } from "./world.ts";

/** The tip of the base branch now, which `base.sha` lags behind. */
export async function baseTip(pull: Pull): Promise<string> {
  return (await resolve(pull.repository.git, `refs/heads/${pull.baseRef}`)) ?? pull.baseSha;
}

/** Where the pull request's diff starts: the merge base, as in `git diff base...head`. */
async function diffBase(pull: Pull): Promise<string> {
  const tip = await baseTip(pull);
  return (await mergeBase(pull.repository.git, tip, pull.headSha)) ?? tip;
}

/** The pull request's changed files. */
export async function changedFiles(pull: Pull): Promise<DiffFile[]> {
  return diffFiles(pull.repository.git, await diffBase(pull), pull.headSha);
}

export async function pullCommits(pull: Pull): Promise<string[]> {
  return listCommits(pull.repository.git, pull.headSha, { except: await baseTip(pull), oldestFirst: true });
}

export async function pullCounts(pull: Pull): Promise<PullCounts> {
  const [files, commits] = await Promise.all([changedFiles(pull), pullCommits(pull)]);
  return {
    commits: commits.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changedFiles: files.length,
  };
}

/**
 * GitHub works out whether a pull request can be merged only once somebody asks: the first answer says null, and a
 * later one knows. This starts the work; nobody waits for it.
 * @see https://docs.github.com/rest/guides/using-the-rest-api-to-interact-with-your-git-database#checking-mergeability-of-pull-requests
 */
export function startTestMerge(world: World, pull: Pull): void {
  if (pull.testMerge.state !== "unknown" || pull.state !== "open") return;
  pull.testMerge.state = "computing";
  const work = sleep(world.limits.testMergeMs)
    .then(() => computeTestMerge(pull))
    .catch((error: unknown) => {
      world.problems.push({ kind: "emulator", where: `test merge of #${pull.number}`, message: String(error) });
    })
    .finally(() => world.background.delete(work));
  world.background.add(work);
}

async function computeTestMerge(pull: Pull): Promise<void> {
  const { testMerge: merge, headSha } = pull;
  const base = await baseTip(pull);
  const sha = await testMerge(pull.repository.git, base, headSha);
  if (pull.headSha !== headSha || (await baseTip(pull)) !== base) {
    if (merge.state === "computing") merge.state = "unknown"; // a push came in between
    return;
  }
  if (sha !== null) await updateRef(pull.repository.git, `refs/pull/${pull.number}/merge`, sha);
  merge.state = sha === null ? "conflict" : "clean";
  merge.sha = sha;
}

/** Brings the head's objects into the base repository, as GitHub does for forks too, and notes the new head. */
export async function takeHead(pull: Pull, headSha: string): Promise<void> {
  const from = pull.headRepository;
  const ref = `refs/pull/${pull.number}/head`;
  if (from !== null && from !== pull.repository) {
    await pull.repository.git.run(["fetch", "--quiet", from.git.directory, `+refs/heads/${pull.headRef}:${ref}`]);
  } else {
    await updateRef(pull.repository.git, ref, headSha);
  }
  const before = pull.headSha;
  pull.headSha = headSha;
  pull.baseSha = await baseTip(pull);
  pull.updatedAt = timestamp();
  forgetTestMerge(pull);
  if (before !== "" && before !== headSha) await followThreads(pull);
}

export function forgetTestMerge(pull: Pull): void {
  pull.testMerge.state = "unknown";
}

/** A comment follows its line to the new head, and is outdated once the line was changed. */
async function followThreads(pull: Pull): Promise<void> {
  for (const thread of pull.threads) {
    if (thread.original.side === "LEFT") continue;
    const { path, line, startLine } = thread.original;
    const follow = (from: number): Promise<number | null> =>
      followLine(pull.repository.git, thread.originalCommit, pull.headSha, path, from);
    thread.line = await follow(line);
    thread.startLine = startLine === null || thread.line === null ? null : await follow(startLine);
  }
}
