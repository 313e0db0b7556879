import { execFile } from "node:child_process";
import { UserError } from "../model/errors.ts";

/** A local repository: its folder, and the environment that git runs in. */
export type Repository = { readonly folder: string; readonly environment: Readonly<Record<string, string | undefined>> };

export type GitResult = { readonly code: number; readonly stdout: Buffer; readonly stderr: string };

/** Nothing that a repository or its owner's machine configures may run, ask or paint. */
const PLAIN = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false", "-c", "color.ui=false"];
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/** Runs git and gives what it said, whatever its exit code. @throws UserError `no-git` where git is not installed */
export function runGit({ folder, environment }: Repository, args: readonly string[], input?: string): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env: { ...environment, GIT_OPTIONAL_LOCKS: "0" }, maxBuffer: MAX_OUTPUT_BYTES, encoding: "buffer" } as const;
    const child = execFile("git", [...PLAIN, ...args], options, (error, stdout, stderr) => {
      if (error && typeof error.code !== "number") reject(cannotRun(error, folder));
      else resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr: stderr.toString("utf8") });
    });
    child.stdin?.on("error", () => child.kill());
    child.stdin?.end(input ?? "");
  });
}

/** What git printed. @throws UserError `git` with git's own words when it fails */
export async function git(repository: Repository, args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await runGit(repository, args, input);
  if (code !== 0) throw new UserError("git", `git ${args[0] ?? ""}: ${stderr.trim() || `exit code ${code}`}`, { path: repository.folder });
  return stdout.toString("utf8");
}

function cannotRun(error: Error & { code?: unknown }, folder: string): UserError {
  const missing = error.code === "ENOENT";
  const message = missing ? `git could not be started in ${folder}: is git installed, and is this a folder?` : error.message;
  return new UserError("no-git", message, { path: folder }, { cause: error });
}

/** `owner/name` of the remote that the repository was cloned from; undefined when there is none. */
export async function originOf(repository: Repository): Promise<string | undefined> {
  const { code, stdout } = await runGit(repository, ["config", "--get", "remote.origin.url"]);
  if (code !== 0) return undefined;
  return /([^/:]+\/[^/:]+?)(\.git)?\/?$/.exec(stdout.toString("utf8").trim())?.[1];
}

/** The commit that a revision names. @throws UserError `revision` when there is none */
export async function resolveCommit(repository: Repository, revision: string): Promise<string> {
  const { code, stdout } = await runGit(repository, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  if (code !== 0) throw new UserError("revision", `there is no commit \`${revision}\` in ${repository.folder}`, { path: repository.folder });
  return stdout.toString("utf8").trim();
}

/** One file at a revision; undefined when it is not there. */
export async function readAtRevision(repository: Repository, revision: string, path: string): Promise<string | undefined> {
  const { code, stdout } = await runGit(repository, ["cat-file", "blob", `${await resolveCommit(repository, revision)}:${path}`]);
  return code === 0 ? stdout.toString("utf8") : undefined;
}
