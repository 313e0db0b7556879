import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { suiteOf } from "../checks.ts";
import { sendCheckSuite, sendPull } from "../events.ts";
import { cloneGit, commitFiles, deleteRef, initGit, resolve } from "../git.ts";
import type { Files, GitRepository } from "../git.ts";
import { forgetTestMerge, takeHead } from "../pulls.ts";
import { accountOf, allPulls, fullName, installationOf, repositoryNamed, takeId, timestamp } from "../state.ts";
import type { Account, CollaboratorPermission, Repository } from "../state.ts";
import type { World } from "../world.ts";

interface NewRepository {
  /** `owner/name`; the owner is made (an organization) if nobody has that login. */
  readonly name: string;
  /** The first commit of the default branch; without files the repository is empty. */
  readonly files?: Files;
  readonly private?: boolean;
  readonly defaultBranch?: string;
  readonly collaborators?: Readonly<Record<string, CollaboratorPermission>>;
}

interface NewCommit {
  readonly files: Files;
  /** Default: the repository's default branch. A branch that does not exist starts at `from`. */
  readonly branch?: string;
  /** The branch or commit that a new branch starts at. Default: the default branch. */
  readonly from?: string;
  /** A commit to build on instead of the branch's tip: a forced push. */
  readonly onto?: string;
  readonly message?: string;
  readonly by?: string;
  readonly at?: Date;
}

/** What people do with repositories. */
export interface RepositoryActions {
  /** Makes a repository; gives the SHA of its first commit, or null when it is empty. */
  readonly createRepository: (repository: NewRepository) => Promise<string | null>;
  /** Forks into another owner's account, which is made (a user) if need be; gives the fork's full name. */
  readonly fork: (repository: string, owner: string) => Promise<string>;
  readonly deleteRepository: (repository: string) => void;
  /**
   * Commits and pushes; gives the commit's SHA. Open pull requests from the branch get `synchronize`, those into it
   * a new test merge.
   */
  readonly push: (repository: string, commit: NewCommit) => Promise<string>;
  readonly deleteBranch: (repository: string, branch: string) => Promise<void>;
  readonly setPermission: (repository: string, login: string, permission: CollaboratorPermission) => void;
  /** The bare repository's folder, for tests that ask git itself. */
  readonly gitDirectory: (repository: string) => string;
  /** The tip of a branch, or what any revision names; null when there is none. */
  readonly tip: (repository: string, revision?: string) => Promise<string | null>;
}

/** The repository of this name; a name that is not there is a mistake of the test. */
export function repositoryOf(world: World, name: string): Repository {
  const repository = repositoryNamed(world.state, name);
  if (repository === undefined) throw new Error(`there is no repository ${name}`);
  return repository;
}

/** A login that ends in `[bot]` is an App's. */
export function personOf(world: World, login: string): Account {
  return accountOf(world.state, login, login.endsWith("[bot]") ? "Bot" : "User");
}

export function repositoryActions(world: World, folder: string): RepositoryActions {
  const { state } = world;

  function add(name: string, owner: Account, git: GitRepository, more: Partial<Repository>): Repository {
    const at = timestamp();
    const repository: Repository = {
      id: takeId(state),
      owner,
      name,
      isPrivate: true,
      defaultBranch: "main",
      git,
      forkOf: null,
      collaborators: new Map(),
      pulls: new Map(),
      checkSuites: [],
      checkRuns: [],
      createdAt: at,
      pushedAt: at,
      nextNumber: 1,
      ...more,
    };
    state.repositories.set(fullName(repository).toLowerCase(), repository);
    return repository;
  }

  async function push(name: string, commit: NewCommit): Promise<string> {
    const repository = repositoryOf(world, name);
    const branch = commit.branch ?? repository.defaultBranch;
    const tip = await resolve(repository.git, `refs/heads/${branch}`);
    const start =
      commit.onto ?? tip ?? (await resolve(repository.git, commit.from ?? `refs/heads/${repository.defaultBranch}`));
    const by = personOf(world, commit.by ?? repository.owner.login);
    const message = commit.message ?? `Change ${Object.keys(commit.files).join(", ")}`.slice(0, 72);
    const sha = await commitFiles(repository.git, {
      branch,
      files: commit.files,
      message,
      author: by.login,
      at: commit.at ?? new Date(),
      parent: start,
    });
    repository.pushedAt = timestamp();
    await afterPush(world, repository, branch, sha, by);
    return sha;
  }

  return {
    async createRepository(request) {
      const [ownerLogin = "", name = ""] = request.name.split("/");
      const owner = accountOf(state, ownerLogin, "Organization");
      const defaultBranch = request.defaultBranch ?? "main";
      const git = await initGit(await mkdtemp(join(folder, "repo-")), defaultBranch);
      const collaborators = new Map(
        Object.entries(request.collaborators ?? {}).map(([who, what]) => [who.toLowerCase(), what]),
      );
      for (const login of Object.keys(request.collaborators ?? {})) personOf(world, login);
      const isPrivate = request.private ?? true;
      add(name, owner, git, { isPrivate, defaultBranch, collaborators });
      return request.files === undefined ? null : push(request.name, { files: request.files, message: "Start" });
    },
    async fork(name, ownerLogin) {
      const parent = repositoryOf(world, name);
      const owner = accountOf(state, ownerLogin);
      const git = await cloneGit(parent.git, await mkdtemp(join(folder, "fork-")));
      const { isPrivate, defaultBranch } = parent;
      return fullName(add(parent.name, owner, git, { isPrivate, defaultBranch, forkOf: parent }));
    },
    deleteRepository(name) {
      const repository = repositoryOf(world, name);
      state.repositories.delete(name.toLowerCase());
      for (const pull of allPulls(state)) if (pull.headRepository === repository) pull.headRepository = null;
    },
    push,
    deleteBranch: (name, branch) => deleteRef(repositoryOf(world, name).git, `refs/heads/${branch}`),
    setPermission(name, login, permission) {
      personOf(world, login);
      repositoryOf(world, name).collaborators.set(login.toLowerCase(), permission);
    },
    gitDirectory: (name) => repositoryOf(world, name).git.directory,
    tip: (name, revision) => {
      const repository = repositoryOf(world, name);
      return resolve(repository.git, revision ?? repository.defaultBranch);
    },
  };
}

/** What a push sets off: test merges to redo, check suites, and `synchronize` for pull requests from the branch. */
async function afterPush(
  world: World,
  repository: Repository,
  branch: string,
  sha: string,
  by: Account,
): Promise<void> {
  for (const pull of repository.pulls.values()) if (pull.baseRef === branch) forgetTestMerge(pull);
  const from = allPulls(world.state).filter(
    (pull) => pull.state === "open" && pull.headRepository === repository && pull.headRef === branch,
  );
  for (const pull of from) {
    const before = pull.headSha;
    await takeHead(pull, sha);
    await sendPull(world, pull, "synchronize", by, { before, after: sha });
  }
  const installation = installationOf(world.state, repository);
  if (installation?.permissions["checks"] !== "write") return;
  await sendCheckSuite(world, await suiteOf(world.state, repository, sha), "requested", by);
}
