import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import picomatch from "picomatch";
import type { FileTree } from "../../model/files.ts";
import type { ArchiveAddress } from "../../model/module-source.ts";
import { type ModuleAnswer, type ModuleUnavailable, unavailable } from "../../model/modules.ts";
import { unpackArchive } from "./archive.ts";
import { get } from "./get.ts";
import type { ModuleHosts } from "./hosts.ts";
import { packedTree } from "./packed.ts";
import { refusalOf } from "./registry.ts";

/** A package that was unpacked. `bytes` is what it takes in memory. */
export type ArchivePackage = { readonly name: string; readonly tree: FileTree; readonly bytes: number };

export type ArchiveOptions = {
  /** The package and its version, whose content never changes: what it is kept under. */
  readonly name: string;
  readonly hosts: ModuleHosts;
  /** Where downloads are kept; null for nowhere. */
  readonly folder: string | null;
};

/** Modules are text: the largest of the public registry have a few megabytes. In bytes, packed. */
const MAX_ARCHIVE_BYTES = 32 * 1024 * 1024;
const DEADLINE_MS = 30_000;
/** Of an entry of a tree, besides its content. In bytes. */
const ENTRY_BYTES = 300;

/** Downloads a package, or takes the download that was kept, and unpacks it. */
export async function fetchArchive(
  url: string,
  format: ArchiveAddress["format"],
  options: ArchiveOptions,
): Promise<ArchivePackage | ModuleUnavailable> {
  const { name, folder } = options;
  const path = folder === null ? null : join(folder, "archives", createHash("sha256").update(name).digest("hex"));
  const kept = path === null ? undefined : await readFile(path).catch(() => undefined);
  const bytes = kept ?? (await download(url, options));
  if ("kind" in bytes) return bytes;
  const files = await unpackArchive(bytes, format);
  if ("kind" in files) return unavailable(`${name}: ${files.reason}`);
  if (path !== null && !kept) await keep(path, bytes);
  const size = files.reduce((sum, { content }) => sum + ENTRY_BYTES + (content?.length ?? 0), 0);
  return { name, tree: packedTree(files, name), bytes: size };
}

async function download(url: string, { name, hosts }: ArchiveOptions): Promise<Buffer | ModuleUnavailable> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const got = await get(new URL(url), { hosts, maxBytes: MAX_ARCHIVE_BYTES, deadlineMs: DEADLINE_MS, signal });
  return refusalOf(got, `the archive of ${name}`) ?? (got.kind === "answer" ? got.body : unavailable(got.reason));
}

/** Whole or not at all; a folder that cannot be written only means that it is downloaded again. */
async function keep(path: string, bytes: Buffer): Promise<void> {
  const partial = `${path}.${process.pid}`;
  try {
    // Private code may be kept here.
    await mkdir(join(path, ".."), { recursive: true, mode: 0o700 });
    await writeFile(partial, bytes);
    await rename(partial, path);
  } catch {
    // Kept in memory for this run all the same.
  }
}

/** The module in a package. The folder may hold `*`, for one that is named by who packed it: it must match one folder. */
export async function packageIn({ name, tree }: ArchivePackage, subdir: string): Promise<ModuleAnswer> {
  const folders = new Set((await tree.list("")).flatMap(({ path }) => foldersAbove(path)));
  const matches = /[*?[]/.test(subdir) ? picomatch(subdir) : (folder: string): boolean => folder === subdir;
  const [directory, another] = [...folders].filter((folder) => matches(folder));
  if (directory === undefined) return unavailable(`${name} has no folder \`${subdir}\``);
  if (another !== undefined) return unavailable(`\`${subdir}\` is several folders of ${name}`);
  return { kind: "package", tree, directory, resolved: name };
}

/** All folders that a path is in, the root (`""`) included. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return ["", ...parts.map((_, index) => parts.slice(0, index + 1).join("/"))];
}
