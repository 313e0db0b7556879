import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { FileTree } from "../../model/files.ts";
import {
  type GitAddress,
  type GitModules,
  type ModuleAnswer,
  type ModuleUnavailable,
  unavailable,
} from "../../model/modules.ts";
import { createBlobReader } from "../blobs.ts";
import { openTree } from "../git-tree.ts";
import { type Repository, repositoryAt, runGit } from "../git.ts";
import { type ModuleHosts, notAllowed } from "./hosts.ts";

export type GitModuleSettings = {
  readonly hosts: ModuleHosts;
  /** Fetched commits are kept here: a commit never changes. */
  readonly folder: string;
  /** What git runs in: it reads with the rights of whoever runs the command line. */
  readonly environment: Repository["environment"];
};

/** For one fetch, in milliseconds. */
const DEADLINE_MS = 30_000;
/** Of what one fetch may bring, packed. In bytes. */
const MAX_PACK_BYTES = 256 * 1024 * 1024;
const LOOK_EVERY_MS = 250;
/** Redirects would lead past the list of hosts. */
const CAREFUL = ["-c", "http.followRedirects=false", "-c", "credential.interactive=false"];

/** Modules from git repositories, fetched by git itself as shallow as can be: one commit, without history. */
export function createGitModules({ hosts, folder, environment }: GitModuleSettings): GitModules {
  const opened = new Map<string, Promise<FileTree | ModuleUnavailable>>();

  async function open(address: GitAddress, signal: AbortSignal): Promise<FileTree | ModuleUnavailable> {
    // SSH has a port of its own: the list names the host as it is spoken to over HTTPS.
    const protocol = hosts.protocolOf(address.protocol === "ssh" ? address.host.replace(/:\d+$/, "") : address.host);
    if (protocol === undefined) return unavailable(notAllowed(address.host));
    if (address.protocol === "http" && protocol !== "http")
      return unavailable(`\`${address.host}\` is not read over plain HTTP`);
    const url = urlOf(address);
    const plain = repositoryAt(folder, { ...environment, ...quiet(address.protocol) });
    // Private code may be kept here.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
    const commit = await commitOf(plain, url, address, deadline);
    if (typeof commit !== "string") return commit;
    const place = join(folder, "git", createHash("sha256").update(url).digest("hex").slice(0, 32), `${commit}.git`);
    if (!(await isFolder(place))) {
      const failure = await fetchInto(place, plain, url, commit, address, deadline);
      if (failure) return failure;
    }
    const repository = repositoryAt(place, plain.environment);
    return openTree(repository, commit, createBlobReader(repository));
  }

  return {
    async open(address, _isNamedByBase, signal) {
      const key = JSON.stringify({ ...address, subdir: "" });
      const started = opened.get(key) ?? open(address, signal);
      opened.set(key, started);
      const tree = await started;
      return "kind" in tree ? tree : answerOf(tree, address);
    },
  };
}

function answerOf(tree: FileTree, { host, path, subdir }: GitAddress): ModuleAnswer {
  return { kind: "package", tree, directory: subdir, resolved: `${host}/${path}@${tree.revision}` };
}

function urlOf({ protocol, host, user, path }: GitAddress): string {
  return `${protocol}://${user === null ? "" : `${user}@`}${host}/${path}.git`;
}

/** Neither git nor SSH asks anybody anything, and git speaks no other protocol, whose helpers could be any program. */
function quiet(protocol: GitAddress["protocol"]) {
  return {
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "false",
    SSH_ASKPASS: "false",
    SSH_ASKPASS_REQUIRE: "force",
    GIT_ALLOW_PROTOCOL: protocol === "http" ? "http" : "https:ssh",
    LC_ALL: "C",
  };
}

/** The commit that a ref names now. A whole commit id is taken at its word, and nothing is asked. */
async function commitOf(
  repository: Repository,
  url: string,
  { ref, host, path }: GitAddress,
  signal: AbortSignal,
): Promise<string | ModuleUnavailable> {
  if (ref !== null && /^[0-9a-f]{40}$/.test(ref)) return ref;
  const names = ref === null ? ["HEAD"] : [`refs/tags/${ref}^{}`, `refs/tags/${ref}`, `refs/heads/${ref}`, ref];
  const { code, stdout, stderr } = await runGit(repository, [...CAREFUL, "ls-remote", "--quiet", url], "", signal);
  if (code !== 0) return unavailable(whyNot(stderr, `${host}/${path}`, signal));
  const commits = new Map(
    stdout
      .toString("utf8")
      .split("\n")
      .map((line) => line.split("\t"))
      .map(([id = "", name = ""]) => [name, id]),
  );
  const commit = names.map((name) => commits.get(name)).find((id) => id !== undefined);
  // It names a folder and stands on a command line: nothing but an id may.
  if (commit !== undefined && !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit))
    return unavailable(`${host}/${path} does not say which commit \`${ref ?? "HEAD"}\` is`);
  return commit ?? unavailable(`${host}/${path} has no branch or tag \`${ref ?? "HEAD"}\``);
}

/** Fetches one commit into a repository of its own, which appears whole or not at all. */
async function fetchInto(
  place: string,
  plain: Repository,
  url: string,
  commit: string,
  { ref, host, path }: GitAddress,
  signal: AbortSignal,
): Promise<ModuleUnavailable | undefined> {
  await mkdir(join(place, ".."), { recursive: true });
  const scratch = await mkdtemp(`${place}-`);
  const repository = repositoryAt(scratch, plain.environment);
  const fetching = new AbortController();
  const watch = setInterval(() => void stopIfTooLarge(scratch, fetching), LOOK_EVERY_MS);
  try {
    await runGit(repository, ["init", "--quiet", "--bare", "--template=", "."], "", signal);
    const fetch = [
      ...CAREFUL,
      // Kept as a pack however few objects there are, so that its size is seen while it comes.
      "-c",
      "fetch.unpackLimit=1",
      "fetch",
      "--quiet",
      "--depth=1",
      "--no-tags",
      "--no-recurse-submodules",
      "--no-auto-gc",
      url,
    ];
    const both = AbortSignal.any([signal, fetching.signal]);
    const direct = await runGit(repository, [...fetch, commit], "", both);
    // A server need not give a commit by its id; then its branch or tag, which must still be it.
    const isRefused = direct.code !== 0 && !both.aborted && ref !== null && ref !== commit;
    const fetched = isRefused ? await runGit(repository, [...fetch, ref], "", both) : direct;
    if (fetching.signal.aborted)
      return unavailable(`${host}/${path} has more than ${MAX_PACK_BYTES / 1024 / 1024} MiB`);
    if (fetched.code !== 0) return unavailable(whyNot(fetched.stderr, `${host}/${path}`, signal));
    const there = await runGit(repository, ["cat-file", "-e", `${commit}^{commit}`], "", signal);
    if (there.code !== 0) return unavailable(`${host}/${path} has no commit \`${commit}\``);
    // Another run may have been faster: its commit is the same.
    await rename(scratch, place).catch(() => undefined);
    return undefined;
  } finally {
    clearInterval(watch);
    await rm(scratch, { recursive: true, force: true });
  }
}

async function stopIfTooLarge(folder: string, fetching: AbortController): Promise<void> {
  try {
    const packs = join(folder, "objects", "pack");
    const sizes = await Promise.all((await readdir(packs)).map(async (name) => (await stat(join(packs, name))).size));
    if (sizes.reduce((sum, size) => sum + size, 0) > MAX_PACK_BYTES) fetching.abort();
  } catch {
    // The folder comes and goes while git works.
  }
}

/** git's own words, as a reason: where it was refused, what was not there. */
function whyNot(stderr: string, repository: string, signal: AbortSignal): string {
  if (signal.aborted) return `${repository} did not answer in time`;
  if (/not found|does not exist|not appear to be a git repository|\b404\b/i.test(stderr))
    return `${repository} is not there, or may not be read with these credentials`;
  if (
    /Authentication failed|could not read Username|Permission denied|terminal prompts disabled|\b40[13]\b/i.test(stderr)
  )
    return `${repository} may not be read with these credentials`;
  if (/not our ref|couldn't find remote ref|no such remote ref/i.test(stderr))
    return `${repository} has no such commit`;
  if (/redirect/i.test(stderr)) return `${repository} is elsewhere now, and redirects are not followed`;
  return `git could not fetch ${repository}: ${stderr.trim().split("\n").at(-1)?.slice(0, 300) ?? "no reason given"}`;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
