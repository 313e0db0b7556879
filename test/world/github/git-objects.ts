import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { gitEnvironment } from "./git-environment.ts";

type ObjectType = "blob" | "tree" | "commit" | "tag";

export interface ObjectInfo {
  readonly sha: string;
  readonly type: ObjectType;
  readonly size: number;
}

export interface GitObject extends ObjectInfo {
  readonly content: Buffer;
}

export interface CommitPerson {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

export interface CommitObject {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: CommitPerson;
  readonly committer: CommitPerson;
  readonly message: string;
}

export interface TreeEntry {
  /** Six digits, as GitHub writes it: 100644, 100755, 120000 (symlink), 040000 (tree), 160000 (submodule). */
  readonly mode: string;
  readonly name: string;
  readonly sha: string;
}

/** Reads objects through one `git cat-file` that stays open, since a process per object would cost more than the rest. */
export interface ObjectReader {
  readonly info: (revision: string) => Promise<ObjectInfo | null>;
  readonly read: (revision: string) => Promise<GitObject | null>;
  readonly close: () => void;
}

interface Waiting {
  readonly withContent: boolean;
  readonly resolve: (object: GitObject | null) => void;
  readonly reject: (error: Error) => void;
}

export function createObjectReader(directory: string): ObjectReader {
  let child: ChildProcessWithoutNullStreams | null = null;
  let buffered = Buffer.alloc(0);
  const waiting: Waiting[] = [];

  function start(): ChildProcessWithoutNullStreams {
    const started = spawn("git", ["-C", directory, "cat-file", "--batch-command"], { env: gitEnvironment });
    buffered = Buffer.alloc(0);
    started.stdout.on("data", (chunk: Buffer) => {
      buffered = Buffer.concat([buffered, chunk]);
      while (waiting.length > 0 && answerNext()) continue;
    });
    started.on("close", () => {
      child = null;
      for (const one of waiting.splice(0)) one.reject(new Error("git cat-file ended"));
    });
    started.on("error", (error) => {
      for (const one of waiting.splice(0)) one.reject(error);
    });
    return started;
  }

  function answerNext(): boolean {
    const one = waiting[0];
    const end = buffered.indexOf(10);
    if (one === undefined || end < 0) return false;
    const header = buffered.subarray(0, end).toString();
    const found = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/.exec(header);
    if (found === null) {
      waiting.shift();
      buffered = buffered.subarray(end + 1);
      one.resolve(null); // "<name> missing", "ambiguous", "dangling", "submodule"
      return true;
    }
    const size = Number(found[3]);
    const total = one.withContent ? end + 1 + size + 1 : end + 1;
    if (buffered.length < total) return false;
    const content = one.withContent ? Buffer.from(buffered.subarray(end + 1, end + 1 + size)) : Buffer.alloc(0);
    waiting.shift();
    buffered = buffered.subarray(total);
    one.resolve({ sha: found[1] ?? "", type: found[2] as ObjectType, size, content });
    return true;
  }

  function ask(command: "info" | "contents", revision: string): Promise<GitObject | null> {
    if (/[\n\0]/.test(revision)) return Promise.resolve(null);
    child ??= start();
    const target = child;
    return new Promise((resolve, reject) => {
      waiting.push({ withContent: command === "contents", resolve, reject });
      target.stdin.write(`${command} ${revision}\n`);
    });
  }

  return {
    info: (revision) => ask("info", revision),
    read: (revision) => ask("contents", revision),
    close: () => child?.kill(),
  };
}

function person(line: string): CommitPerson {
  const match = /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(line);
  const seconds = Number(match?.[3] ?? 0);
  const date = new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
  return { name: match?.[1] ?? "", email: match?.[2] ?? "", date };
}

/** Reads a commit; null when the SHA names nothing, or no commit. */
export async function readCommit(objects: ObjectReader, sha: string): Promise<CommitObject | null> {
  const object = await objects.read(sha);
  if (object === null || object.type !== "commit") return null;
  const text = object.content.toString();
  const split = text.indexOf("\n\n");
  const headers = text.slice(0, split).split("\n");
  const header = (name: string): string[] =>
    headers.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    sha: object.sha,
    tree: header("tree")[0] ?? "",
    parents: header("parent"),
    author: person(header("author")[0] ?? ""),
    committer: person(header("committer")[0] ?? ""),
    message: text.slice(split + 2).replace(/\n$/, ""),
  };
}

/** The entries of a tree object, in git's order. */
export function parseTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < content.length) {
    const space = content.indexOf(32, at);
    const nul = content.indexOf(0, space);
    entries.push({
      mode: content.subarray(at, space).toString().padStart(6, "0"),
      name: content.subarray(space + 1, nul).toString(),
      sha: content.subarray(nul + 1, nul + 21).toString("hex"),
    });
    at = nul + 21;
  }
  return entries;
}

/** git's own rule: a NUL byte within the first 8,000 makes a file binary. */
export function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8000).includes(0);
}
