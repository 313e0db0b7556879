import { createHash } from "node:crypto";

import type { FileTree, TreeEntry } from "../../model/files.ts";
import type { Problem } from "../../model/source.ts";
import { below, folderOf, readJson } from "./files.ts";
import type { Reading } from "./files.ts";
import { entryOf, textOf } from "./json.ts";
import type { JsonNode } from "./json.ts";

/** A CDK app as its folder shows it. */
export type App = {
  readonly folder: string;
  /** `cdk.json`; null where the root is an assembly and nothing else. */
  readonly settings: { readonly path: string; readonly node: JsonNode } | null;
  /** Where `cdk synth` writes to. */
  readonly output: string;
  /** Files that decide what the app makes. */
  readonly files: readonly TreeEntry[];
  /** Those of them that calls are looked for in. */
  readonly sources: readonly TreeEntry[];
  readonly problems: readonly Problem[];
};

/** Code, and the JSON files that it reads. */
const CODE = /\.(?:[cm]?[jt]sx?|py|java|kt|cs|fs|go|json)$/;
const SOURCE = /(?:(?<!\.d)\.(?:[cm]?ts|tsx)|\.py)$/;
/** Nothing that is deployed: tests, packages, what tools of the app's language keep, what `cdk` itself writes. */
const OTHERS =
  /(?:^|\/)(?:node_modules|\.[^/]+|venv|env|__pycache__|__tests__|tests?|cdk\.out|dist|build|target)\/|(?:^|\/)(?:package(?:-lock)?|tsconfig[^/]*)\.json$|(?:\.|_)(?:test|spec)\.[^./]+$|(?:^|\/)(?:test_[^/]*|conftest)\.py$/;
const MAX_SOURCES = 400;

/** Whether a folder is a CDK app's, or an assembly that one was synthesized into. */
export async function isApp(root: string, tree: FileTree): Promise<boolean> {
  const names = new Set(
    (await tree.list(root, "own")).filter(({ path }) => folderOf(path) === root).map(({ path }) => nameOf(path)),
  );
  return names.has("cdk.json") || (names.has("manifest.json") && (names.has("cdk.out") || names.has("tree.json")));
}

/** Reads an app's settings and finds its files. */
export async function readApp(reading: Reading, folder: string): Promise<App> {
  const entries = (await reading.tree.list(folder)).filter(({ kind }) => kind === "file");
  const path = folder === "" ? "cdk.json" : `${folder}/cdk.json`;
  const file = entries.some((entry) => entry.path === path) ? await readJson(reading, path) : null;
  const node = file && "node" in file ? file.node : null;
  const output = below(folder, textOf(entryOf(node ?? undefined, "output")?.value) ?? "cdk.out");
  const problems: Problem[] = file && "problem" in file ? [file.problem] : [];
  const own = file ? entries.filter((entry) => isOwn(entry.path, folder, output)) : [];
  const sources = own.filter((entry) => SOURCE.test(entry.path));
  if (sources.length > MAX_SOURCES) {
    const message = `only the first ${MAX_SOURCES} of ${sources.length} source files are searched for what they refer to`;
    problems.push({ path, line: null, message });
  }
  return {
    folder,
    settings: node && { path, node },
    output: file ? (output ?? below(folder, "cdk.out") ?? folder) : folder,
    files: own,
    sources: sources.slice(0, MAX_SOURCES),
    problems,
  };
}

/** One hash over all files that decide what the app makes. */
export function fingerprintOf({ files }: App): string {
  const hash = createHash("sha256");
  for (const { path, hash: content } of files) hash.update(`${path}\0${content}\n`);
  return hash.digest("hex");
}

function isOwn(path: string, folder: string, output: string | undefined): boolean {
  const inFolder = folder === "" ? path : path.slice(folder.length + 1);
  if (output !== undefined && path.startsWith(`${output}/`)) return false;
  return CODE.test(inFolder) && !OTHERS.test(inFolder);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
