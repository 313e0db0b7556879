import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const IDENTITY = {
  GIT_AUTHOR_NAME: "Someone",
  GIT_AUTHOR_EMAIL: "someone@example.com",
  GIT_AUTHOR_DATE: "2026-11-01T12:00:00Z",
  GIT_COMMITTER_NAME: "Someone",
  GIT_COMMITTER_EMAIL: "someone@example.com",
  GIT_COMMITTER_DATE: "2026-11-01T12:00:00Z",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
};

/** A throw-away git repository on disk. */
export type TestRepository = {
  readonly folder: string;
  git(...args: string[]): Promise<string>;
  /** Makes the work tree equal to a folder's content, `.gitkeep` files left out, and commits it. */
  commitFolder(source: string, message: string): Promise<string>;
  /** Commits the work tree as it is. */
  commit(message: string): Promise<string>;
  remove(): Promise<void>;
};

export async function createRepository(): Promise<TestRepository> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-repository-"));
  async function git(...args: string[]): Promise<string> {
    const { stdout } = await run("git", args, { cwd: folder, env: { ...process.env, ...IDENTITY } });
    return stdout.trim();
  }
  async function commit(message: string): Promise<string> {
    await git("add", "--all");
    await git("commit", "--quiet", "--allow-empty", "--message", message);
    return git("rev-parse", "HEAD");
  }
  async function commitFolder(source: string, message: string): Promise<string> {
    for (const name of await readdir(folder)) {
      if (name !== ".git") await rm(join(folder, name), { recursive: true });
    }
    await cp(source, folder, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith("/.gitkeep"),
    });
    await mkdir(folder, { recursive: true });
    return commit(message);
  }
  await git("init", "--quiet", "--initial-branch=main");
  return { folder, git, commitFolder, commit, remove: () => rm(folder, { recursive: true, force: true }) };
}
