import type { TreeEntry } from "../model/files.ts";
import type { GitHubTree } from "./tree.ts";

/**
 * Paths whose content or kind differs between two trees. From both listings where GitHub gives them whole; else
 * folder by folder, only into those that differ, so that the cost follows the change and not the repository.
 */
export async function changedPaths(base: GitHubTree, head: GitHubTree): Promise<ReadonlySet<string>> {
  const [baseListing, headListing] = await Promise.all([base.listing(), head.listing()]);
  if (baseListing && headListing) return differing(baseListing, headListing);
  const changed = new Set<string>();
  await walk("", base, head, changed);
  return changed;
}

async function walk(path: string, base: GitHubTree, head: GitHubTree, changed: Set<string>): Promise<void> {
  const [left, right] = await Promise.all([base.folder(path), head.folder(path)]);
  for (const one of differing(filesOf(left), filesOf(right))) changed.add(one);
  const folders = new Set([...(left?.folders.keys() ?? []), ...(right?.folders.keys() ?? [])]);
  const concerned = [...folders].filter((folder) => left?.folders.get(folder) !== right?.folders.get(folder));
  await Promise.all(concerned.map((folder) => walk(folder, base, head, changed)));
}

function filesOf(folder: { readonly files: readonly TreeEntry[] } | undefined): ReadonlyMap<string, TreeEntry> {
  return new Map(folder?.files.map((entry) => [entry.path, entry]));
}

function differing(base: ReadonlyMap<string, TreeEntry>, head: ReadonlyMap<string, TreeEntry>): ReadonlySet<string> {
  const paths = new Set([...base.keys(), ...head.keys()]);
  return new Set([...paths].filter((path) => !isSame(base.get(path), head.get(path))));
}

function isSame(left: TreeEntry | undefined, right: TreeEntry | undefined): boolean {
  return left?.hash === right?.hash && left?.kind === right?.kind;
}
