import { createHash } from "node:crypto";
import { type FileTree, maxBytesOf, type TreeEntry } from "../../model/files.ts";
import { refusalOf, textOf, unreadable } from "../content.ts";

/** One entry of an archive. `content` is null for what is not kept: links, and files that are too large to be read. */
export type PackedFile = {
  readonly path: string;
  readonly kind: "file" | "symlink";
  readonly size: number;
  readonly content: Buffer | null;
};

/** An unpacked archive as a tree. @param revision what identifies the archive's content */
export function packedTree(files: readonly PackedFile[], revision: string): FileTree {
  const byPath = new Map(files.map((file) => [file.path, { entry: entryOf(file, revision), content: file.content }]));
  const entries = [...byPath.values()].map(({ entry }) => entry).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return {
    revision,
    list: (folder) => Promise.resolve(entries.filter(({ path }) => folder === "" || path.startsWith(`${folder}/`))),
    read: (paths) =>
      Promise.resolve(
        new Map(
          paths.map((path) => {
            const found = byPath.get(path);
            if (!found) return [path, unreadable("missing", "there is no such file")];
            const refusal = refusalOf(found.entry);
            if (refusal) return [path, refusal];
            return [path, textOf(found.content ?? Buffer.alloc(0), found.entry.hash)];
          }),
        ),
      ),
  };
}

function entryOf({ path, kind, size, content }: PackedFile, revision: string): TreeEntry {
  const hash = content
    ? createHash("sha256").update(content).digest("hex")
    : createHash("sha256").update(`${revision} ${path}`).digest("hex");
  return { path, kind, hash, size };
}

/** Whether a file of an archive is worth its memory: what is larger is never read. In bytes. */
export function isKept(path: string, size: number): boolean {
  return size <= maxBytesOf(path);
}
