import { createHash } from "node:crypto";

import type { DeclareContext } from "../../../src/formats/format.ts";
import type { ParserPool } from "../../../src/formats/parsing/pool.ts";
import { terraform } from "../../../src/formats/terraform/index.ts";
import type { Block, Declared, LookupBlock, ResourceBlock } from "../../../src/model/declared.ts";
import type { FileContent, FileTree } from "../../../src/model/files.ts";
import { toJson } from "../../../src/model/value.ts";
import type { Value } from "../../../src/model/value.ts";

function hashOf(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

/** A file tree in memory: path to text; a text that begins with `->` is a symlink. */
export function treeOf(files: { readonly [path: string]: string }): FileTree {
  const paths = Object.keys(files).toSorted();
  return {
    revision: "test",
    list: async (folder) =>
      paths
        .filter((path) => folder === "" || path.startsWith(`${folder}/`))
        .map((path) => {
          const text = files[path] ?? "";
          const kind = text.startsWith("->") ? "symlink" : "file";
          return { path, kind, hash: hashOf(text), size: text.length };
        }),
    read: async (wanted) =>
      new Map(
        wanted.map((path): [string, FileContent] => {
          const text = files[path];
          if (text === undefined)
            return [path, { kind: "unreadable", reason: "missing", message: "there is no such file" }];
          if (text.startsWith("->"))
            return [path, { kind: "unreadable", reason: "symlink", message: "a symlink is not followed" }];
          return [path, { kind: "text", text, hash: hashOf(text) }];
        }),
      ),
  };
}

export type Overrides = Partial<Omit<DeclareContext, "tree" | "parsers">>;

/** What the files declare, with `root` as the root module. */
export async function declare(
  parsers: ParserPool,
  files: { readonly [path: string]: string },
  overrides: Overrides = {},
): Promise<Declared> {
  const context: DeclareContext = {
    tree: treeOf(files),
    root: "infra",
    place: { partition: "aws", account: "111122223333", region: "eu-west-1" },
    varFiles: [],
    variables: new Map(),
    workspace: "default",
    providers: new Map(),
    stack: null,
    parameters: new Map(),
    parsers,
    ...overrides,
  };
  const declared = (await terraform.declare(context)).get(context.root);
  if (!declared) throw new Error("the root declares nothing");
  return declared;
}

/** The block at an address, or an error that lists those there are. */
export function blockAt(declared: Declared, address: string): Block {
  const block = declared.blocks.get(address);
  if (!block) throw new Error(`no ${address} among ${[...declared.blocks.keys()].join(", ")}`);
  return block;
}

export function resourceAt(declared: Declared, address: string): ResourceBlock {
  const block = blockAt(declared, address);
  if (block.mode !== "resource") throw new Error(`${address} is a ${block.mode}`);
  return block;
}

export function lookupAt(declared: Declared, address: string): LookupBlock {
  const block = blockAt(declared, address);
  if (block.mode !== "lookup") throw new Error(`${address} is a ${block.mode}`);
  return block;
}

/** A value as JSON, with what is unresolved as `{ unresolved: reason }`. */
export function shown(value: Value | undefined): unknown {
  if (!value) return undefined;
  if (value.kind === "unresolved") return { unresolved: value.reason };
  if (value.kind === "known") return value.value;
  if (value.kind === "list") return value.items.map(shown);
  return toJson(value) ?? Object.fromEntries([...value.entries].map(([key, child]) => [key, shown(child)]));
}

/** The value of a local. */
export function local(declared: Declared, name: string): unknown {
  return shown(blockAt(declared, `local.${name}`).arguments.entries.get("value"));
}
