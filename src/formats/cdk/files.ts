import { posix } from "node:path";

import type { FileContent, FileTree } from "../../model/files.ts";
import type { Problem } from "../../model/source.ts";
import type { ParserPool } from "../parsing/pool.ts";
import type { JsonNode } from "./json.ts";

/** What files are read from and parsed with. */
export type Reading = { readonly tree: FileTree; readonly parsers: ParserPool };

/** A file as JSON, or why not. Null where there is no such file. */
export type JsonFile = { readonly node: JsonNode } | { readonly problem: Problem };

/** A path as trees have it: no `./`, no slash at the end, `""` for the repository itself. */
export function normalized(path: string): string {
  const clean = posix.normalize(path).replace(/\/$/, "");
  return clean === "." ? "" : clean;
}

/** A path below a folder; undefined where it leads out of that folder, or nowhere into it. */
export function below(folder: string, path: string): string | undefined {
  if (path === "" || path.includes("\0") || posix.isAbsolute(path)) return undefined;
  const joined = normalized(posix.join(folder, path));
  const prefix = folder === "" ? "" : `${folder}/`;
  const leadsOut = joined === ".." || joined.startsWith("../");
  return !leadsOut && joined.startsWith(prefix) && joined.length > prefix.length ? joined : undefined;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Reads and parses a JSON file. */
export async function readJson({ tree, parsers }: Reading, path: string): Promise<JsonFile | null> {
  const content = (await tree.read([path])).get(path);
  if (!content || (content.kind === "unreadable" && content.reason === "missing")) return null;
  return parseJsonFile(parsers, path, content);
}

async function parseJsonFile(parsers: ParserPool, path: string, content: FileContent): Promise<JsonFile> {
  if (content.kind === "unreadable") return { problem: { path, line: null, message: content.message } };
  const outcome = await parsers.parse<JsonNode>("cdk", path, content.text, content.hash);
  return outcome.kind === "parsed" ? { node: outcome.file } : { problem: outcome.problem };
}
