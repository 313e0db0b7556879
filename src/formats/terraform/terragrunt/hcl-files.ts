import type { FileTree } from "../../../model/files.ts";
import type { ParserPool } from "../../parsing/pool.ts";
import { nameOf } from "../module/files.ts";
import type { BrokenFile, ParsedFile } from "../module/source.ts";
import type { TerraformFile } from "../syntax/ast.ts";

/** Files of one unit; real ones have tens. */
const MAX_FILES = 500;

/** Parsed files of the repository. What is not there yet is `undefined`, is asked for, and comes with the next `load`. */
export type HclFiles = {
  /** Null where there is no such file. */
  get(path: string): ParsedFile | BrokenFile | null | undefined;
  /** Identifies what a file holds; empty where it was not read. */
  hashOf(path: string): string;
  /** Reads what was asked for; false when that was nothing. */
  load(): Promise<boolean>;
  /** Paths that were asked for. */
  readonly used: ReadonlySet<string>;
};

/** The files of a tree. */
export function createHclFiles(tree: FileTree, parsers: ParserPool): HclFiles {
  const held = new Map<string, ParsedFile | BrokenFile | null>();
  const hashes = new Map<string, string>();
  const wanted = new Set<string>();
  const used = new Set<string>();

  async function load(): Promise<boolean> {
    const paths = [...wanted];
    wanted.clear();
    if (paths.length === 0) return false;
    const contents = await tree.read(paths);
    await Promise.all(
      paths.map(async (path) => {
        const content = contents.get(path);
        if (content?.kind === "text") {
          hashes.set(path, content.hash);
          held.set(path, await parsed(path, content.text, content.hash));
          return;
        }
        const isMissing = !content || content.reason === "missing";
        held.set(path, isMissing ? null : broken(path, null, content.message));
      }),
    );
    return true;
  }

  async function parsed(path: string, text: string, hash: string): Promise<ParsedFile | BrokenFile> {
    if (path.endsWith(".hcl.json")) return broken(path, null, "Terragrunt's JSON form is not read");
    const outcome = await parsers.parse<TerraformFile>("terraform", path, withBareIncludes(text), hash);
    if (outcome.kind === "problem") return { name: nameOf(path), problem: outcome.problem, mayHoldProvider: true };
    return { name: nameOf(path), path, ...outcome.file };
  }

  return {
    get(path) {
      used.add(path);
      const file = held.get(path);
      if (file !== undefined) return file;
      if (held.size + wanted.size >= MAX_FILES) return broken(path, null, `more than ${MAX_FILES} files are read`);
      wanted.add(path);
      return undefined;
    },
    hashOf: (path) => hashes.get(path) ?? "",
    load,
    used,
  };
}

/** What a bare `include` is called where there are labelled ones beside it: hcl2json reads either the one or the other. */
export const BARE_INCLUDE = "includ_";

/** Every position stays. */
function withBareIncludes(text: string): string {
  return /^include\s*"/m.test(text) ? text.replaceAll(/^include(?=\s*\{)/gm, BARE_INCLUDE) : text;
}

function broken(path: string, line: number | null, message: string): BrokenFile {
  return { name: nameOf(path), problem: { path, line, message }, mayHoldProvider: true };
}
