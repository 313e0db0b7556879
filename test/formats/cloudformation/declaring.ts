import { afterAll } from "vitest";

import { cloudformation } from "../../../src/formats/cloudformation/index.ts";
import type { DeclareContext } from "../../../src/formats/format.ts";
import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import type { Block, Declared, LookupBlock, ResourceBlock } from "../../../src/model/declared.ts";
import type { FileContent, FileTree } from "../../../src/model/files.ts";
import { firstUnresolved, toJson, type Value } from "../../../src/model/value.ts";

const PLACE = { partition: "aws", account: "111122223333", region: "eu-west-1" };

/** A file's text, or a file that cannot be read. */
export type TestFiles = { readonly [path: string]: string | FileContent };

export type Options = Partial<Pick<DeclareContext, "root" | "stack" | "place">> & {
  readonly parameters?: Readonly<Record<string, string>>;
};

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

/** A file tree in memory. */
export function treeOf(files: TestFiles): FileTree {
  const entries = Object.entries(files).map(([path, content]) => ({
    path,
    kind:
      typeof content !== "string" && content.kind === "unreadable" && content.reason === "symlink"
        ? ("symlink" as const)
        : ("file" as const),
    hash: JSON.stringify(content),
    size: null,
  }));
  return {
    revision: "test",
    list: (folder) =>
      Promise.resolve(entries.filter(({ path }) => folder === "" || path === folder || path.startsWith(`${folder}/`))),
    read: (paths) => Promise.resolve(new Map(paths.map((path) => [path, contentOf(files[path])]))),
  };
}

function contentOf(content: string | FileContent | undefined): FileContent {
  if (content === undefined) return { kind: "unreadable", reason: "missing", message: "missing" };
  if (typeof content === "string") return { kind: "text", text: content, hash: content };
  return content;
}

export function declareFiles(files: TestFiles, options: Options = {}): Promise<ReadonlyMap<string, Declared>> {
  return cloudformation.declare({
    tree: treeOf(files),
    root: options.root ?? "**/*.yml",
    place: options.place ?? PLACE,
    varFiles: [],
    variables: new Map(),
    workspace: "default",
    providers: new Map(),
    stack: options.stack ?? null,
    parameters: new Map(Object.entries(options.parameters ?? {})),
    parsers,
  });
}

/** What one template declares. */
export async function declareText(text: string, options: Options = {}): Promise<Declared> {
  const path = options.root ?? "t.yml";
  const declared = (await declareFiles({ [path]: text }, { ...options, root: path })).get(path);
  if (!declared) throw new Error("the template was not read");
  return declared;
}

export function blockOf(declared: Declared, address: string): Block {
  const block = declared.blocks.get(address);
  if (!block)
    throw new Error(
      `no block ${address} among ${[...declared.blocks.keys()].join(", ")}: ${JSON.stringify(declared.problems)}`,
    );
  return block;
}

export function resourceOf(declared: Declared, address: string): ResourceBlock {
  const block = blockOf(declared, address);
  if (block.mode !== "resource") throw new Error(`${address} is ${block.mode}`);
  return block;
}

export function lookupOf(declared: Declared, address: string): LookupBlock {
  const block = blockOf(declared, address);
  if (block.mode !== "lookup") throw new Error(`${address} is ${block.mode}`);
  return block;
}

/** A value as JSON; what is unresolved as `?reason`. */
export function shown(value: Value | undefined): unknown {
  if (value === undefined) return undefined;
  if (value.kind === "unresolved") return `?${value.reason}`;
  if (!firstUnresolved(value)) return toJson(value);
  if (value.kind === "list") return value.items.map(shown);
  if (value.kind === "map") return Object.fromEntries([...value.entries].map(([key, child]) => [key, shown(child)]));
  return undefined;
}

/** The value of one property of a queue, in a template that holds nothing else. */
export async function valueOf(expression: string, extra = "", options: Options = {}): Promise<unknown> {
  const lines = expression.split("\n").map((line, index) => (index === 0 ? line : `        ${line}`));
  const declared = await declareText(
    `${extra}\nResources:\n  It:\n    Type: AWS::SQS::Queue\n    Properties:\n      X: ${lines.join("\n")}\n`,
    options,
  );
  return shown(resourceOf(declared, "It").properties.entries.get("X"));
}
