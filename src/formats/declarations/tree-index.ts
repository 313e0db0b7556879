import { createHash } from "node:crypto";

import type { FileTree, TreeEntry } from "../../model/files.ts";

/** What a tree holds, each listing asked for and worked through once. */
export type TreeIndex = {
  /**
   * Text that is the same for the same listing: with `own`, of the names and kinds in the folder itself; else of
   * everything below it, contents included.
   */
  digest(folder: string, which: "own" | "below"): Promise<string>;
  /** Text that is the same for the same content at a path; that of nothing where there is none. */
  identity(path: string): Promise<string>;
};

/** An index that fills as it is asked. */
export function createTreeIndex(tree: FileTree): TreeIndex {
  const digests = new Map<string, Promise<string>>();
  const folders = new Map<string, Promise<ReadonlyMap<string, string>>>();

  function digest(folder: string, which: "own" | "below"): Promise<string> {
    const key = `${which} ${folder}`;
    const made = digests.get(key) ?? (which === "own" ? digestOfOwn(folder) : digestBelow(folder));
    digests.set(key, made);
    return made;
  }

  async function digestOfOwn(folder: string): Promise<string> {
    const entries = await ownEntries(folder);
    return hashed(entries.map(({ path, kind }) => [path, kind]));
  }

  async function digestBelow(folder: string): Promise<string> {
    const entries = await tree.list(folder);
    return hashed(entries.map(({ path, kind, hash }) => [path, kind, hash]));
  }

  async function ownEntries(folder: string): Promise<readonly TreeEntry[]> {
    const entries = await tree.list(folder, "own");
    return entries.filter(({ path }) => folderOf(path) === folder);
  }

  async function identity(path: string): Promise<string> {
    const folder = folderOf(path);
    const entries = folders.get(folder) ?? identitiesIn(folder);
    folders.set(folder, entries);
    return (await entries).get(path) ?? NOTHING;
  }

  async function identitiesIn(folder: string): Promise<ReadonlyMap<string, string>> {
    const entries = await ownEntries(folder);
    return new Map(entries.map(({ path, kind, hash }) => [path, `${kind} ${hash}`]));
  }

  return { digest, identity };
}

const NOTHING = "nothing";

function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

function hashed(parts: readonly (readonly string[])[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64");
}
