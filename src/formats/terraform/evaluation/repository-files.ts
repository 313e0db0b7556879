import { createHash } from "node:crypto";

import type { FileContent, FileTree, TreeEntry } from "../../../model/files.ts";
import type { ParserPool } from "../../parsing/pool.ts";
import type { ModuleFiles, ParsedText } from "../language/module-files.ts";
import { TEXT_PATHS } from "../parse.ts";
import type { TerraformFile } from "../syntax/ast.ts";
import { identify } from "./file-contents.ts";

/** Files that functions read while a root module is evaluated, as far as they have come. */
export type RepositoryFiles = {
  readonly view: ModuleFiles;
  /** Reads what the evaluation asked for and did not get; false when that was nothing. */
  load(): Promise<boolean>;
  /** Paths that were asked for: whether they are there, and what they hold, decides what is declared. */
  readonly used: ReadonlySet<string>;
  /** What all files hold that were read so far, as text. */
  contents(): string;
};

type Sources = { readonly tree: FileTree; readonly parsers: ParserPool };
type TextKind = keyof typeof TEXT_PATHS;

/** The files of a tree, for a root module's folder. */
export function repositoryFiles(sources: Sources, folder: string): RepositoryFiles {
  const contents = createShelf<FileContent>();
  const folders = createShelf<readonly TreeEntry[]>();
  const texts = { template: createShelf<ParsedText>(), expression: createShelf<ParsedText>() };
  const used = new Set<string>();

  async function load(): Promise<boolean> {
    const paths = contents.takeWanted();
    const wanted = [
      paths.length > 0 ? readAll(paths) : undefined,
      ...folders.takeWanted().map(async (path) => folders.put(path, await sources.tree.list(path))),
      ...textKinds.flatMap((kind) => texts[kind].takeWanted().map((text) => parse(kind, text))),
    ].filter((work) => work !== undefined);
    await Promise.all(wanted);
    return wanted.length > 0;
  }

  async function readAll(paths: readonly string[]): Promise<void> {
    const read = await sources.tree.read(paths);
    for (const path of paths) {
      contents.put(path, read.get(path) ?? { kind: "unreadable", reason: "missing", message: `${path} is missing` });
    }
  }

  async function parse(kind: TextKind, text: string): Promise<void> {
    const hash = createHash("sha256").update(text).digest("hex");
    const outcome = await sources.parsers.parse<TerraformFile>("terraform", TEXT_PATHS[kind], text, hash);
    const expression = outcome.kind === "parsed" ? outcome.file.attributes[0]?.value : undefined;
    if (outcome.kind === "parsed" && expression) {
      texts[kind].put(text, { kind: "parsed", expression, lines: outcome.file.lines });
    } else {
      const message = outcome.kind === "problem" ? outcome.problem.message : `the text holds no ${kind}`;
      texts[kind].put(text, { kind: "broken", message });
    }
  }

  const view: ModuleFiles = {
    folder,
    read(path) {
      used.add(path);
      return contents.get(path);
    },
    list(path) {
      const entries = folders.get(path);
      for (const entry of entries ?? []) used.add(entry.path);
      return entries;
    },
    template: (text) => texts.template.get(text),
    expression: (text) => texts.expression.get(text),
  };
  const contentsSoFar = (): string =>
    [...used]
      .toSorted()
      .map((path) => identify(contents.peek(path)))
      .join(" ");
  return { view, load, used, contents: contentsSoFar };
}

const textKinds: readonly TextKind[] = ["template", "expression"];

type Shelf<T> = {
  /** What is there; else it is wanted. */
  get(key: string): T | undefined;
  /** What is there; nothing is wanted. */
  peek(key: string): T | undefined;
  put(key: string, value: T): void;
  takeWanted(): readonly string[];
};

function createShelf<T>(): Shelf<T> {
  const held = new Map<string, T>();
  const wanted = new Set<string>();
  return {
    get(key) {
      const value = held.get(key);
      if (value === undefined) wanted.add(key);
      return value;
    },
    peek: (key) => held.get(key),
    put: (key, value) => void held.set(key, value),
    takeWanted() {
      const keys = [...wanted];
      wanted.clear();
      return keys;
    },
  };
}
