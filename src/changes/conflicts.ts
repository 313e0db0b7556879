import type { ChangeSet, FileContent, FileTree } from "../model/files.ts";

/** The head tree in which files that merging cannot decide cannot be read: what depends on them becomes unknown. */
export function withoutConflicts({ head, conflicts }: ChangeSet): FileTree {
  if (conflicts.size === 0) return head;
  return {
    revision: head.revision,
    list: async (folder, which) => {
      const entries = await head.list(folder, which);
      // Not the content that the other hash stands for.
      return entries.map(({ path, kind, hash, size }) => ({
        path,
        kind,
        hash: conflicts.has(path) ? `conflict ${hash}` : hash,
        size,
      }));
    },
    read: async (paths) => {
      const contents = new Map(await head.read(paths.filter((path) => !conflicts.has(path))));
      for (const path of paths) {
        if (conflicts.has(path)) contents.set(path, CONFLICT);
      }
      return contents;
    },
  };
}

const CONFLICT: FileContent = {
  kind: "unreadable",
  reason: "failed",
  message: "it conflicts with the base branch: merge or rebase, then it is checked",
};
