import type { FileContent, FileTree, TreeEntry } from "../../../model/files.ts";

/**
 * A tree in which a unit's files lie over those of its module, as functions of the module find them: Terragrunt copies
 * both into one folder, but for hidden files.
 * @param used is told which of the unit's files were looked for
 */
export function copiedTree(tree: FileTree, unit: string, module: string, used: Set<string>): FileTree {
  if (unit === module) return tree;
  const inUnit = (path: string) => moved(path, module, unit);

  async function read(paths: readonly string[]): Promise<ReadonlyMap<string, FileContent>> {
    const copies = new Map(paths.flatMap((path) => pairOf(path, inUnit(path))));
    for (const copy of copies.values()) used.add(copy);
    const contents = await tree.read([...paths, ...copies.values()]);
    return new Map(paths.flatMap((path) => pairOf(path, chosen(contents, path, copies.get(path)))));
  }

  async function list(folder: string): Promise<readonly TreeEntry[]> {
    const own = await tree.list(folder);
    const copiedFrom = folder === module ? unit : inUnit(folder);
    if (copiedFrom === undefined) return own;
    const copied = (await tree.list(copiedFrom)).flatMap((entry) => {
      const path = moved(entry.path, unit, module);
      return path === undefined ? [] : [{ ...entry, path }];
    });
    const entries = new Map([...own, ...copied].map((entry) => [entry.path, entry]));
    return [...entries.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  return { revision: tree.revision, read, list };
}

/** Where a file below one folder lies below the other; undefined for what is not there, or is hidden. */
function moved(path: string, from: string, to: string): string | undefined {
  const prefix = from === "" ? "" : `${from}/`;
  if (!path.startsWith(prefix)) return undefined;
  const below = path.slice(prefix.length);
  if (below === "" || /(?:^|\/)\./.test(below)) return undefined;
  return to === "" ? below : `${to}/${below}`;
}

function pairOf<T>(key: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[key, value]];
}

function chosen(
  contents: ReadonlyMap<string, FileContent>,
  path: string,
  copy: string | undefined,
): FileContent | undefined {
  const copied = copy === undefined ? undefined : contents.get(copy);
  const isThere = copied && (copied.kind === "text" || copied.reason !== "missing");
  return isThere ? copied : contents.get(path);
}
