import type { FileTree } from "../../model/files.ts";
import type { TreeIndex } from "./tree-index.ts";

/** What was looked at in a tree, and what was there. */
export type Looks = {
  readonly listings: readonly { readonly folder: string; readonly which: "own" | "below"; readonly digest: string }[];
  readonly files: readonly { readonly path: string; readonly identity: string }[];
};

export type WatchedTree = {
  readonly tree: FileTree;
  /** What has been looked at by now; null where a read failed, which another time it may not. */
  looks(index: TreeIndex): Promise<Looks | null>;
};

/** A tree that notes what is asked of it. */
export function watched(tree: FileTree): WatchedTree {
  const listed = { own: new Set<string>(), below: new Set<string>() };
  const paths = new Set<string>();
  let failed = false;

  async function looks(index: TreeIndex): Promise<Looks | null> {
    if (failed) return null;
    const listings = (["own", "below"] as const).flatMap((which) =>
      [...listed[which]].map(async (folder) => ({ folder, which, digest: await index.digest(folder, which) })),
    );
    const files = [...paths].map(async (path) => ({ path, identity: await index.identity(path) }));
    return { listings: await Promise.all(listings), files: await Promise.all(files) };
  }

  return {
    tree: {
      revision: tree.revision,
      list(folder, which) {
        listed[which ?? "below"].add(folder);
        return tree.list(folder, which);
      },
      async read(wanted) {
        for (const path of wanted) paths.add(path);
        const contents = await tree.read(wanted);
        failed ||= [...contents.values()].some(
          (content) => content.kind === "unreadable" && content.reason === "failed",
        );
        return contents;
      },
    },
    looks,
  };
}

/** Whether everything that was looked at is in this tree as it was in the other. */
export async function isSame({ listings, files }: Looks, index: TreeIndex): Promise<boolean> {
  for (const { folder, which, digest } of listings) {
    if ((await index.digest(folder, which)) !== digest) return false;
  }
  for (const { path, identity } of files) {
    if ((await index.identity(path)) !== identity) return false;
  }
  return true;
}
