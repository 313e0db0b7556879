import { sendMergeGroup, sendPull } from "../events.ts";
import { deleteRef, resolve, testMerge, updateRef } from "../git.ts";
import { readCommit } from "../git-objects.ts";
import { forgetTestMerge, startTestMerge, takeHead } from "../pulls.ts";
import { takeId, timestamp } from "../state.ts";
import type { Pull } from "../state.ts";
import type { Presented } from "../present/accounts.ts";
import type { World } from "../world.ts";
import { personOf, repositoryOf } from "./repositories.ts";

interface NewPull {
  /** A branch of the repository, or `owner:branch` for that owner's fork. */
  readonly head: string;
  readonly base?: string;
  readonly title?: string;
  readonly body?: string | null;
  readonly draft?: boolean;
  readonly by?: string;
}

interface MergeGroup {
  readonly repository: string;
  readonly pull: number;
  readonly headSha: string;
  readonly headRef: string;
  readonly baseSha: string;
  readonly baseRef: string;
}

/** What people do with pull requests; each sends its webhook and is done when that was answered. */
export interface PullActions {
  /** Gives the pull request's number. */
  readonly openPull: (repository: string, pull: NewPull) => Promise<number>;
  readonly closePull: (repository: string, number: number, by?: string) => Promise<void>;
  readonly reopenPull: (repository: string, number: number, by?: string) => Promise<void>;
  readonly markReady: (repository: string, number: number, by?: string) => Promise<void>;
  readonly convertToDraft: (repository: string, number: number, by?: string) => Promise<void>;
  readonly editPull: (repository: string, number: number, change: PullEdit) => Promise<void>;
  /** Merges with a merge commit and gives its SHA; throws on a conflict. */
  readonly mergePull: (repository: string, number: number, by?: string) => Promise<string>;
  /** Adds to the merge queue: a temporary branch with the merge, and `checks_requested` for it. Throws on a conflict. */
  readonly enqueue: (repository: string, number: number, by?: string) => Promise<MergeGroup>;
  /** Ends a merge group; `merged` brings its commit to the base branch and closes the pull request. */
  readonly finishMergeGroup: (group: MergeGroup, reason: "merged" | "invalidated" | "dequeued") => Promise<void>;
  /** Has the test merge computed, so that the next answer knows whether the pull request can be merged. */
  readonly settleTestMerge: (repository: string, number: number) => Promise<void>;
}

interface PullEdit {
  readonly base?: string;
  readonly title?: string;
  readonly body?: string;
  readonly by?: string;
}

/** The pull request of this number; one that is not there is a mistake of the test. */
export function pullOf(world: World, repository: string, number: number): Pull {
  const pull = repositoryOf(world, repository).pulls.get(number);
  if (pull === undefined) throw new Error(`there is no pull request ${repository}#${number}`);
  return pull;
}

export function pullActions(world: World): PullActions {
  const { state } = world;

  async function act(
    name: string,
    number: number,
    by: string | undefined,
    action: string,
    change: (pull: Pull) => Presented,
  ): Promise<void> {
    const pull = pullOf(world, name, number);
    const more = change(pull);
    pull.updatedAt = timestamp();
    await sendPull(world, pull, action, by === undefined ? pull.user : personOf(world, by), more);
  }

  async function close(name: string, number: number, by?: string): Promise<void> {
    await act(name, number, by, "closed", (pull) => {
      pull.state = "closed";
      pull.closedAt = timestamp();
      return {};
    });
  }

  async function mergeTo(pull: Pull, sha: string, by: string): Promise<void> {
    await updateRef(pull.repository.git, `refs/heads/${pull.baseRef}`, sha);
    for (const other of pull.repository.pulls.values()) if (other.baseRef === pull.baseRef) forgetTestMerge(other);
    pull.mergedAt = timestamp();
    pull.mergedBy = personOf(world, by);
    pull.testMerge.sha = sha;
    await close(`${pull.repository.owner.login}/${pull.repository.name}`, pull.number, by);
  }

  return {
    async openPull(name, request) {
      const repository = repositoryOf(world, name);
      const [owner, branch] = request.head.includes(":")
        ? request.head.split(":")
        : [repository.owner.login, request.head];
      const headRepository = repositoryOf(world, `${owner ?? ""}/${repository.name}`);
      const headSha = await resolve(headRepository.git, `refs/heads/${branch ?? ""}`);
      if (headSha === null) throw new Error(`there is no branch ${request.head}`);
      const at = timestamp();
      const pull: Pull = {
        id: takeId(state),
        number: repository.nextNumber,
        repository,
        user: personOf(world, request.by ?? owner ?? ""),
        title: request.title ?? `Change ${branch ?? ""}`,
        body: request.body ?? null,
        state: "open",
        draft: request.draft ?? false,
        baseRef: request.base ?? repository.defaultBranch,
        baseSha: "",
        headRepository,
        headRef: branch ?? "",
        headSha: "",
        testMerge: { state: "unknown", sha: null },
        mergedAt: null,
        mergedBy: null,
        closedAt: null,
        createdAt: at,
        updatedAt: at,
        issueComments: [],
        reviews: [],
        threads: [],
      };
      repository.nextNumber += 1;
      repository.pulls.set(pull.number, pull);
      await takeHead(pull, headSha);
      await sendPull(world, pull, "opened", pull.user);
      return pull.number;
    },
    closePull: close,
    reopenPull: (name, number, by) =>
      act(name, number, by, "reopened", (pull) => {
        pull.state = "open";
        pull.closedAt = null;
        forgetTestMerge(pull);
        return {};
      }),
    markReady: (name, number, by) =>
      act(name, number, by, "ready_for_review", (pull) => {
        pull.draft = false;
        return {};
      }),
    convertToDraft: (name, number, by) =>
      act(name, number, by, "converted_to_draft", (pull) => {
        pull.draft = true;
        return {};
      }),
    async editPull(name, number, edit) {
      const pull = pullOf(world, name, number);
      const newBase = edit.base === undefined ? null : await resolve(pull.repository.git, `refs/heads/${edit.base}`);
      if (edit.base !== undefined && newBase === null) throw new Error(`there is no branch ${edit.base}`);
      await act(name, number, edit.by, "edited", () => {
        const changes: Record<string, Presented> = {};
        if (edit.title !== undefined) changes["title"] = { from: pull.title };
        if (edit.body !== undefined) changes["body"] = { from: pull.body ?? "" };
        pull.title = edit.title ?? pull.title;
        pull.body = edit.body ?? pull.body;
        if (edit.base !== undefined && newBase !== null) {
          changes["base"] = { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } };
          pull.baseRef = edit.base;
          pull.baseSha = newBase;
          forgetTestMerge(pull);
        }
        return { changes };
      });
    },
    async mergePull(name, number, by) {
      const pull = pullOf(world, name, number);
      const base = await resolve(pull.repository.git, `refs/heads/${pull.baseRef}`);
      const sha = base === null ? null : await testMerge(pull.repository.git, base, pull.headSha);
      if (sha === null) throw new Error(`${name}#${number} cannot be merged`);
      await mergeTo(pull, sha, by ?? pull.user.login);
      return sha;
    },
    async enqueue(name, number, by) {
      const pull = pullOf(world, name, number);
      const { git } = pull.repository;
      const baseSha = (await resolve(git, `refs/heads/${pull.baseRef}`)) ?? pull.baseSha;
      const headSha = await testMerge(git, baseSha, pull.headSha);
      if (headSha === null) throw new Error(`${name}#${number} cannot be merged`);
      const headRef = `refs/heads/gh-readonly-queue/${pull.baseRef}/pr-${number}-${baseSha}`;
      await updateRef(git, headRef, headSha);
      const group = {
        repository: name,
        pull: number,
        headSha,
        headRef,
        baseSha,
        baseRef: `refs/heads/${pull.baseRef}`,
      };
      const sender = by === undefined ? pull.user : personOf(world, by);
      await sendMergeGroup(world, pull.repository, "checks_requested", sender, await presentGroup(pull, group));
      return group;
    },
    async finishMergeGroup(group, reason) {
      const pull = pullOf(world, group.repository, group.pull);
      const content = { reason, ...(await presentGroup(pull, group)) };
      if (reason === "merged") await mergeTo(pull, group.headSha, pull.user.login);
      await deleteRef(pull.repository.git, group.headRef);
      await sendMergeGroup(world, pull.repository, "destroyed", pull.user, content);
    },
    async settleTestMerge(name, number) {
      const pull = pullOf(world, name, number);
      startTestMerge(world, pull);
      await Promise.all(world.background);
    },
  };
}

async function presentGroup(pull: Pull, group: MergeGroup): Promise<Presented> {
  const commit = await readCommit(pull.repository.git.objects, group.headSha);
  const person = { name: commit?.author.name ?? "", email: commit?.author.email ?? "" };
  const { headSha, headRef, baseSha, baseRef } = group;
  const head_commit = {
    id: headSha,
    tree_id: commit?.tree ?? "",
    message: commit?.message ?? "",
    timestamp: commit?.committer.date ?? "",
    author: person,
    committer: person,
  };
  return { merge_group: { head_sha: headSha, head_ref: headRef, base_sha: baseSha, base_ref: baseRef, head_commit } };
}
