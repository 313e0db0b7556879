import { RetryableError } from "../model/errors.ts";
import {
  type GitAddress,
  type GitModules,
  type ModuleAnswer,
  type ModuleUnavailable,
  unavailable,
} from "../model/modules.ts";
import type { BlobSource } from "./blobs.ts";
import type { GitHub } from "./client.ts";
import { explained, isRefusal } from "./failures.ts";
import { readFolder } from "./folder.ts";
import { githubTree, type GitHubTree } from "./tree.ts";

/** For what is asked of GitHub about one module's repository, retries included. In milliseconds. */
const DEADLINE_MS = 30_000;

type Repository = { readonly source: BlobSource; readonly isPrivate: boolean; readonly defaultBranch: string };

/**
 * Modules from repositories of the App's own GitHub, as the installation may read them: its owner's repositories that
 * it is installed on, and what is public.
 * @param checked the repository whose change is checked, which may always use modules of its own
 * @param readsPrivate whether this run may read other private repositories, where base names them
 */
export function githubModules(checked: BlobSource, readsPrivate: boolean): GitModules {
  const repositories = new Map<string, Promise<Repository>>();
  const trees = new Map<string, Promise<GitHubTree>>();

  function repositoryOf(owner: string, repo: string): Promise<Repository> {
    const key = `${owner}/${repo}`.toLowerCase();
    const known = repositories.get(key) ?? readRepository(checked, owner, repo);
    repositories.set(key, known);
    return known;
  }

  function treeOf({ source, defaultBranch }: Repository, ref: string | null): Promise<GitHubTree> {
    const revision = ref ?? defaultBranch;
    const key = `${source.repositoryId} ${revision}`;
    const known = trees.get(key) ?? openTree(source, revision);
    trees.set(key, known);
    return known;
  }

  async function open(address: GitAddress, isNamedByBase: boolean): Promise<ModuleAnswer> {
    const host = hostOf(checked.github);
    if (!isOn(address, host))
      return unavailable(`\`${address.host}\` is not this App's GitHub, and no other git host is read`);
    const [owner, repo, ...more] = address.path.split("/");
    if (!owner || !repo || more.length > 0) return unavailable(`\`${address.path}\` is no repository of GitHub's`);
    const repository = await repositoryOf(owner, repo);
    const isOwn = repository.source.repositoryId === checked.repositoryId;
    const refusal =
      isOwn || !repository.isPrivate ? undefined : refusalOf(`${owner}/${repo}`, readsPrivate, isNamedByBase);
    if (refusal) return refusal;
    const tree = await treeOf(repository, address.ref).catch(nullWhereMissing);
    if (!tree) return unavailable(`${address.path} has no branch, tag or commit \`${address.ref ?? "HEAD"}\``);
    return { kind: "package", tree, directory: address.subdir, resolved: `${host}/${owner}/${repo}@${tree.revision}` };
  }

  return {
    open: (address, isNamedByBase, signal) =>
      inTime(open(address, isNamedByBase), signal).catch((error: unknown) => whyNot(error, address)),
  };
}

/** The host that module sources name: not that of the API. */
function hostOf(github: GitHub): string {
  const { host } = new URL(github.request.endpoint.DEFAULTS.baseUrl);
  return host === "api.github.com" ? "github.com" : host;
}

/** SSH has a port of its own. */
function isOn({ protocol, host }: GitAddress, github: string): boolean {
  const [ours, theirs] = protocol === "ssh" ? [withoutPort(github), withoutPort(host)] : [github, host];
  return ours === theirs;
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, "");
}

async function readRepository({ github, cache }: BlobSource, owner: string, repo: string): Promise<Repository> {
  const { data } = await github.rest.repos.get({ owner, repo });
  const source = { github, cache, owner, repo, repositoryId: data.id };
  return { source, isPrivate: data.private, defaultBranch: data.default_branch };
}

/** A branch, tag or commit comes to its tree's hash, which never changes: https://docs.github.com/en/rest/git/trees#get-a-tree */
async function openTree(source: BlobSource, revision: string): Promise<GitHubTree> {
  const listed = await readFolder(revision, "", source, "recursive");
  return githubTree(listed.hash, source, listed);
}

function nullWhereMissing(error: unknown): null {
  if (isRefusal(error, 404) || isRefusal(error, 422)) return null;
  throw error;
}

/** A private repository's modules are for its owner's private repositories, and only where base has named them. */
function refusalOf(name: string, readsPrivate: boolean, isNamedByBase: boolean): ModuleUnavailable | undefined {
  if (!readsPrivate)
    return unavailable(
      `${name} is private, and is only read for pull requests of private repositories, and for none from a fork`,
    );
  if (isNamedByBase) return undefined;
  return unavailable(`${name} is private, and the base branch does not name it yet: it is read once it does`);
}

/** What GitHub answered, as a reason; what may pass for the whole check is thrown. */
function whyNot(error: unknown, { path }: GitAddress): ModuleUnavailable {
  if (error instanceof OutOfTime) return unavailable(`GitHub did not give ${path} in time`);
  if (!isRefusal(error)) throw error;
  if (error.status === 404) return unavailable(`${path} is not there, or the App is not installed on it`);
  if (error.status === 409) return unavailable(`${path} is empty`);
  if (error.status >= 500) return unavailable(`GitHub did not give ${path} (${error.status})`);
  if (explained(error) instanceof RetryableError) throw error;
  return unavailable(`the App may not read ${path} (${error.status})`);
}

class OutOfTime extends Error {}

async function inTime<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const ended = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new OutOfTime());
  if (ended.aborted) stop();
  ended.addEventListener("abort", stop, { once: true });
  return Promise.race([work, promise]).finally(() => ended.removeEventListener("abort", stop));
}
