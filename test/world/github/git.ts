import { spawn } from "node:child_process";
import { gitEnvironment } from "./git-environment.ts";
import { createObjectReader } from "./git-objects.ts";
import type { ObjectReader } from "./git-objects.ts";

/** A file as a commit sets it; null deletes it. A submodule is given by the commit it points to. */
type FileContent =
  | string
  | Buffer
  | null
  | { readonly symlink: string }
  | { readonly submodule: string }
  | { readonly executable: string | Buffer };
export type Files = Readonly<Record<string, FileContent>>;

export interface CommitRequest {
  /** Without `refs/heads/`. */
  readonly branch: string;
  readonly files: Files;
  readonly message: string;
  readonly author: string;
  readonly at: Date;
  /** The commit to build on; null starts a new history. Not the branch's tip means a forced push. */
  readonly parent: string | null;
}

/** A bare repository on disk, driven through the `git` command. */
export interface GitRepository {
  readonly directory: string;
  readonly objects: ObjectReader;
  /** Runs git in the repository and gives its output; throws when it fails. */
  readonly run: (args: readonly string[], input?: Buffer | string) => Promise<Buffer>;
}

interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs git and gives its exit code and output, whatever they are. */
function tryGit(directory: string, args: readonly string[], input?: Buffer | string): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["-C", directory, ...args], { env: gitEnvironment });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.stdin.on("error", () => undefined); // git may stop reading before the end; its exit code tells
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code: code ?? 1, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString() });
    });
    child.stdin.end(input ?? "");
  });
}

function openGit(directory: string): GitRepository {
  async function run(args: readonly string[], input?: Buffer | string): Promise<Buffer> {
    const result = await tryGit(directory, args, input);
    if (result.code !== 0) throw new Error(`git ${args.join(" ")} failed: ${result.stderr}`);
    return result.stdout;
  }
  return { directory, objects: createObjectReader(directory), run };
}

/** Makes an empty bare repository in a folder that exists. */
export async function initGit(directory: string, defaultBranch: string): Promise<GitRepository> {
  const git = openGit(directory);
  await git.run(["init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`]);
  return git;
}

/** Copies another bare repository's branches into an existing folder: what forking does. */
export async function cloneGit(from: GitRepository, directory: string): Promise<GitRepository> {
  const git = openGit(directory);
  await git.run(["init", "--quiet", "--bare"]);
  await git.run(["fetch", "--quiet", from.directory, "+refs/heads/*:refs/heads/*"]);
  return git;
}

function quotePath(path: string): string {
  const escaped = path.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
  return `"${escaped}"`;
}

function data(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from("\n")]);
}

function fileCommand(path: string, content: FileContent): Buffer {
  const name = quotePath(path);
  const inline = (mode: string, bytes: string | Buffer): Buffer =>
    Buffer.concat([Buffer.from(`M ${mode} inline ${name}\n`), data(bytes)]);
  if (content === null) return Buffer.from(`D ${name}\n`);
  if (typeof content === "string" || Buffer.isBuffer(content)) return inline("100644", content);
  if ("symlink" in content) return inline("120000", content.symlink);
  if ("submodule" in content) return Buffer.from(`M 160000 ${content.submodule} ${name}\n`);
  return inline("100755", content.executable);
}

/** Commits files to a branch, in one process whatever their number, and gives the commit's SHA. */
export async function commitFiles(git: GitRepository, request: CommitRequest): Promise<string> {
  const ref = `refs/heads/${request.branch}`;
  const who = `${request.author} <${request.author}@users.noreply.github.com>`;
  const when = `${Math.floor(request.at.getTime() / 1000)} +0000`;
  const stream = [
    Buffer.from(`reset ${ref}\n${request.parent === null ? "\n" : `from ${request.parent}\n\n`}`),
    Buffer.from(`commit ${ref}\nauthor ${who} ${when}\ncommitter ${who} ${when}\n`),
    data(request.message),
    ...Object.entries(request.files).map(([path, content]) => fileCommand(path, content)),
    Buffer.from("\n"),
  ];
  await git.run(["fast-import", "--quiet", "--force"], Buffer.concat(stream));
  const tip = await resolve(git, ref);
  if (tip === null) throw new Error(`the commit to ${request.branch} is not there`);
  return tip;
}

/** The full SHA that a revision names, or null. */
export async function resolve(git: GitRepository, revision: string): Promise<string | null> {
  return (await git.objects.info(revision))?.sha ?? null;
}

/** The commit that a branch, a tag, a full ref or a SHA names, or null. */
export async function resolveCommit(git: GitRepository, name: string): Promise<string | null> {
  if (/^[0-9a-f]{40}$/.test(name)) {
    const object = await git.objects.info(name);
    return object?.type === "commit" ? name : null;
  }
  for (const candidate of [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name]) {
    const sha = await resolve(git, `${candidate}^{commit}`);
    if (sha !== null) return sha;
  }
  return null;
}

export async function mergeBase(git: GitRepository, a: string, b: string): Promise<string | null> {
  return remembered(git, `merge-base ${a} ${b}`, async () => {
    const result = await tryGit(git.directory, ["merge-base", a, b]);
    return result.code === 0 ? result.stdout.toString().trim() : null;
  });
}

const memories = new WeakMap<GitRepository, Map<string, Promise<unknown>>>();

/** Computes once what is asked of commits by their SHA: commits do not change. */
export function remembered<T>(git: GitRepository, key: string, compute: () => Promise<T>): Promise<T> {
  const memory = memories.get(git) ?? new Map<string, Promise<unknown>>();
  memories.set(git, memory);
  const known = memory.get(key) ?? compute();
  memory.set(key, known);
  return known as Promise<T>;
}

/**
 * The commit that merging `head` into `base` would give, or null on a conflict. It has both as parents and is in no
 * history, like the one behind GitHub's refs/pull/N/merge.
 */
export async function testMerge(git: GitRepository, base: string, head: string): Promise<string | null> {
  const merged = await tryGit(git.directory, ["merge-tree", "--write-tree", "--messages", base, head]);
  if (merged.code > 1) throw new Error(`git merge-tree failed: ${merged.stderr}`);
  if (merged.code === 1) return null;
  const tree = merged.stdout.toString().split("\n")[0] ?? "";
  const message = `Merge ${head} into ${base}`;
  const commit = await git.run(["commit-tree", tree, "-p", base, "-p", head, "-m", message]);
  return commit.toString().trim();
}

export async function updateRef(git: GitRepository, ref: string, sha: string): Promise<void> {
  await git.run(["update-ref", ref, sha]);
}

export async function deleteRef(git: GitRepository, ref: string): Promise<void> {
  await git.run(["update-ref", "-d", ref]);
}

/** Commits reachable from `to` and not from `except`, newest first; `path` keeps those that changed it. */
export async function listCommits(
  git: GitRepository,
  to: string,
  options: { readonly except?: string; readonly path?: string; readonly oldestFirst?: boolean } = {},
): Promise<string[]> {
  const args = ["rev-list", "--topo-order", ...(options.oldestFirst === true ? ["--reverse"] : []), to];
  if (options.except !== undefined) args.push(`^${options.except}`);
  if (options.path !== undefined && options.path !== "") args.push("--", options.path);
  return remembered(git, args.join(" "), async () => (await git.run(args)).toString().split("\n").filter(Boolean));
}
