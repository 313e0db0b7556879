import { execFile } from "node:child_process";
import { UserError } from "../model/errors.ts";

/** A local repository: its folder, and the environment that git runs in. */
export type Repository = {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

export type GitResult = { readonly code: number; readonly stdout: Buffer; readonly stderr: string };

/** Nothing that a repository or its owner's machine configures may run, ask or paint. */
const PLAIN = [
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "core.quotePath=false",
  "-c",
  "color.ui=false",
];
/** What git sets for its hooks: it would lead to another repository than the one that is asked for. */
const OF_ANOTHER_REPOSITORY: ReadonlySet<string> = new Set([
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_COMMON_DIR",
  "GIT_INDEX_FILE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_NAMESPACE",
]);
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/** A repository by its folder alone, whatever repository this process was started from. */
export function repositoryAt(folder: string, environment: Repository["environment"]): Repository {
  return {
    folder,
    environment: Object.fromEntries(Object.entries(environment).filter(([name]) => !OF_ANOTHER_REPOSITORY.has(name))),
  };
}

/**
 * Runs git and gives what it said, whatever its exit code; that of a git which the signal ended is 1.
 * @throws UserError `no-git` where git is not installed
 */
export function runGit(
  { folder, environment }: Repository,
  args: readonly string[],
  input?: string,
  signal?: AbortSignal,
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      env: { ...environment, GIT_OPTIONAL_LOCKS: "0" },
      maxBuffer: MAX_OUTPUT_BYTES,
      encoding: "buffer",
      ...(signal ? { signal } : {}),
    } as const;
    try {
      const child = execFile("git", [...PLAIN, ...args], options, (error, stdout, stderr) => {
        if (signal?.aborted) resolve({ code: 1, stdout, stderr: stderr.toString("utf8") });
        else if (error && typeof error.code !== "number") reject(cannotRun(error, folder));
        else
          resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr: stderr.toString("utf8") });
      });
      child.stdin?.on("error", () => child.kill());
      child.stdin?.end(input ?? "");
    } catch (error) {
      // Some errors of starting a process are thrown at once: a file for a folder, a zero byte in an argument.
      reject(cannotRun(error instanceof Error ? error : new Error(String(error)), folder));
    }
  });
}

/** What git printed. @throws UserError `git` with git's own words when it fails */
export async function git(repository: Repository, args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await runGit(repository, args, input);
  if (code !== 0)
    throw new UserError("git", `git ${args[0] ?? ""}: ${stderr.trim() || `exit code ${code}`}`, {
      path: repository.folder,
    });
  return stdout.toString("utf8");
}

function cannotRun(error: Error & { code?: unknown }, folder: string): UserError {
  const missing = error.code === "ENOENT" || error.code === "ENOTDIR";
  const message = missing
    ? `git could not be started in ${folder}: is git installed, and is this a folder?`
    : error.message;
  return new UserError("no-git", message, { path: folder }, { cause: error });
}

/** `owner/name` of the remote that the repository was cloned from; undefined when there is none. */
export async function originOf(repository: Repository): Promise<string | undefined> {
  const { code, stdout } = await runGit(repository, ["config", "--get", "remote.origin.url"]);
  if (code !== 0) return undefined;
  return /([^/:]+\/[^/:]+?)(\.git)?\/?$/.exec(stdout.toString("utf8").trim())?.[1];
}

/** @throws UserError `repository` for a folder that is not in one */
async function expectRepository(repository: Repository): Promise<void> {
  const { code, stderr } = await runGit(repository, ["rev-parse", "--git-dir"]);
  if (code === 0) return;
  throw new UserError("repository", `${repository.folder} is not a git repository: ${stderr.trim()}`, {
    path: repository.folder,
  });
}

/** The commit that a revision names. @throws UserError `repository` or `revision` when there is none */
export async function resolveCommit(repository: Repository, revision: string): Promise<string> {
  const { code, stdout } = await runGit(repository, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  ]);
  const commit = stdout.toString("utf8").trim();
  // `^main` names a commit too: one to leave out.
  if (code === 0 && /^[0-9a-f]+$/.test(commit)) return commit;
  await expectRepository(repository);
  throw new UserError("revision", `there is no commit \`${revision}\` in ${repository.folder}`, {
    path: repository.folder,
  });
}

/** One file at a revision; undefined when it is not there. */
export async function readAtRevision(
  repository: Repository,
  revision: string,
  path: string,
): Promise<string | undefined> {
  const { code, stdout } = await runGit(repository, [
    "cat-file",
    "blob",
    `${await resolveCommit(repository, revision)}:${path}`,
  ]);
  return code === 0 ? stdout.toString("utf8") : undefined;
}

/** The repository that a folder lies in; undefined where there is none, or one without a commit. */
export async function repositoryAround(
  folder: string,
  environment: Repository["environment"],
): Promise<Repository | undefined> {
  const { code, stdout } = await runGit(repositoryAt(folder, environment), ["rev-parse", "--show-toplevel", "HEAD"]);
  if (code !== 0) return undefined;
  // The commit is the last line: a folder's name may hold line breaks.
  const lines = stdout.toString("utf8").trimEnd().split("\n");
  return repositoryAt(lines.slice(0, -1).join("\n"), environment);
}
