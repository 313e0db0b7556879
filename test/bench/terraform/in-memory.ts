import { createHash } from "node:crypto";
import type { DeclareContext } from "../../../src/formats/format.ts";
import type { ParserPool } from "../../../src/formats/parsing/pool.ts";
import type { FileContent, FileTree, TreeEntry } from "../../../src/model/files.ts";
import type { Repository } from "./repository.ts";

/** What a root is declared with, for one target. */
export function contextOf(tree: FileTree, root: string, parsers: ParserPool): DeclareContext {
  return {
    tree,
    root,
    place: { partition: "aws", account: "111122223333", region: "eu-west-1" },
    varFiles: [],
    variables: new Map(),
    workspace: "default",
    providers: new Map(),
    stack: null,
    parameters: new Map(),
    parsers,
  };
}

/**
 * A tree in memory that costs next to nothing itself: folders are indexed, contents are hashed beforehand.
 * @param salt makes the contents new to those that remember what they have read
 */
export function treeOf(files: Repository["files"], salt: string): FileTree {
  const contents = new Map<string, FileContent>(
    Object.entries(files).map(([path, text]) => [path, { kind: "text", text, hash: hashOf(salt, text) }]),
  );
  const entries = Object.entries(files).map(([path, text]): TreeEntry => ({
    path,
    kind: "file",
    hash: hashOf(salt, text),
    size: text.length,
  }));
  const byFolder = Map.groupBy(entries, ({ path }) => path.slice(0, path.lastIndexOf("/")));
  return {
    revision: salt,
    list: async (folder) => byFolder.get(folder) ?? [],
    read: async (paths) =>
      new Map(
        paths.map((path) => [
          path,
          contents.get(path) ?? { kind: "unreadable", reason: "missing", message: "there is no such file" },
        ]),
      ),
  };
}

/** Tells contents apart, the same ones with another salt too. */
export function hashOf(salt: string, text: string): string {
  return createHash("sha1").update(salt).update(text).digest("hex");
}
