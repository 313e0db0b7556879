import { sendCheckRun, sendCheckSuite, sendInstallation, sendInstallationRepositories } from "../events.ts";
import { addCheckRun, suiteOf } from "../checks.ts";
import { accountOf, covers, takeId, timestamp } from "../state.ts";
import type { Account, CheckConclusion, Installation, Permissions, Repository } from "../state.ts";
import type { World } from "../world.ts";
import { personOf, repositoryOf } from "./repositories.ts";

export interface InstallationActions {
  /** Makes an owner. Repositories of an owner that does not exist make an organization. */
  readonly createOwner: (login: string, type?: "User" | "Organization") => Account;
  /** Installs the App for an owner: on all repositories, or those named `owner/name`. Gives the installation's id. */
  readonly install: (
    owner: string,
    choice?: { readonly repositories?: readonly string[]; readonly permissions?: Permissions },
  ) => Promise<number>;
  /** Uninstalls: its tokens stop working at once. Installing again gives another id. */
  readonly uninstall: (owner: string) => Promise<void>;
  readonly suspend: (owner: string) => Promise<void>;
  readonly unsuspend: (owner: string) => Promise<void>;
  /** Adds a repository to the App's selected ones. */
  readonly addToInstallation: (repository: string, by?: string) => Promise<void>;
  readonly removeFromInstallation: (repository: string, by?: string) => Promise<void>;
  /** What an owner accepted, when it is less than the App asks for. */
  readonly setInstallationPermissions: (owner: string, permissions: Permissions) => void;
  /** Another App reports on a commit; gives the check run's id. */
  readonly reportAsOtherApp: (
    repository: string,
    headSha: string,
    name: string,
    conclusion: CheckConclusion,
  ) => Promise<number>;
  /** "Re-run" beside a check run; only the App that made it is told. */
  readonly rerequestCheckRun: (repository: string, id: number, by: string) => Promise<void>;
  /** "Re-run all checks" of a commit. */
  readonly rerequestCheckSuite: (repository: string, headSha: string, by: string) => Promise<void>;
}

export function installationActions(world: World): InstallationActions {
  const { state } = world;

  function installationFor(owner: string): Installation {
    const found = [...state.installations.values()].find(
      (one) => one.account.login.toLowerCase() === owner.toLowerCase(),
    );
    if (found === undefined) throw new Error(`the App is not installed for ${owner}`);
    return found;
  }

  function covered(installation: Installation): Repository[] {
    return [...state.repositories.values()].filter((repository) => covers(installation, repository));
  }

  async function select(name: string, by: string | undefined, action: "added" | "removed"): Promise<void> {
    const repository = repositoryOf(world, name);
    const installation = installationFor(repository.owner.login);
    const chosen = new Set(covered(installation).map((one) => one.id));
    if (action === "added") chosen.add(repository.id);
    else chosen.delete(repository.id);
    installation.repositories = chosen;
    const sender = personOf(world, by ?? repository.owner.login);
    await sendInstallationRepositories(world, installation, action, [repository], sender);
  }

  return {
    createOwner: (login, type = "Organization") => accountOf(state, login, type),
    async install(owner, choice = {}) {
      const account = accountOf(state, owner, "Organization");
      const named = choice.repositories?.map((name) => repositoryOf(world, name).id);
      const installation: Installation = {
        id: takeId(state),
        account,
        repositories: named === undefined ? "all" : new Set(named),
        permissions: { metadata: "read", ...(choice.permissions ?? state.app.permissions) },
        suspendedAt: null,
        createdAt: timestamp(),
      };
      state.installations.set(installation.id, installation);
      await sendInstallation(world, installation, "created", covered(installation), account);
      return installation.id;
    },
    async uninstall(owner) {
      const installation = installationFor(owner);
      const repositories = covered(installation);
      state.installations.delete(installation.id);
      await sendInstallation(world, installation, "deleted", repositories, installation.account);
    },
    async suspend(owner) {
      const installation = installationFor(owner);
      installation.suspendedAt = timestamp();
      await sendInstallation(world, installation, "suspend", covered(installation), installation.account);
    },
    async unsuspend(owner) {
      const installation = installationFor(owner);
      installation.suspendedAt = null;
      await sendInstallation(world, installation, "unsuspend", covered(installation), installation.account);
    },
    addToInstallation: (name, by) => select(name, by, "added"),
    removeFromInstallation: (name, by) => select(name, by, "removed"),
    setInstallationPermissions(owner, permissions) {
      installationFor(owner).permissions = { metadata: "read", ...permissions };
    },
    async reportAsOtherApp(name, headSha, check, conclusion) {
      const suite = await suiteOf(state, repositoryOf(world, name), headSha, state.otherApp.id);
      return addCheckRun(state, suite, check, { conclusion }).id;
    },
    async rerequestCheckRun(name, id, by) {
      const run = repositoryOf(world, name).checkRuns.find((one) => one.id === id);
      if (run === undefined) throw new Error(`there is no check run ${id}`);
      run.suite.rerequested = true;
      if (run.appId === state.app.id) await sendCheckRun(world, run, "rerequested", personOf(world, by));
    },
    async rerequestCheckSuite(name, headSha, by) {
      const suite = repositoryOf(world, name).checkSuites.find(
        (one) => one.headSha === headSha && one.appId === state.app.id,
      );
      if (suite === undefined) throw new Error(`there is no check suite for ${headSha}`);
      suite.rerequested = true;
      await sendCheckSuite(world, suite, "rerequested", personOf(world, by));
    },
  };
}
