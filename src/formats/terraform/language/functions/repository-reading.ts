import { isUtf8 } from "node:buffer";

import type { FileContent } from "../../../../model/files.ts";
import { EvaluationError, MissingFileError } from "../evaluation-error.ts";
import type { ModuleFiles } from "../module-files.ts";
import type { Term } from "../term.ts";
import { locate } from "./paths.ts";

/** A file's bytes, that there is none, or why neither can be told. `path` is relative to the repository's root. */
export type Reading =
  | { readonly kind: "content"; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: "missing"; readonly path: string }
  | OpenReading;

/** `there`: there is a file, whose content is not had. */
type OpenReading = { readonly kind: "open"; readonly reason: string; readonly there: boolean };

/** What Git keeps in the place of a large file (https://git-lfs.com). */
const LFS_POINTER = "version https://git-lfs.github.com/spec/";

/** Reads the file that a path names, as a function of Terraform would find it. No symlink is followed. */
export function readRepositoryFile(files: ModuleFiles, path: string): Reading {
  const location = locate(files.folder, path);
  if (location.kind === "elsewhere") return { kind: "open", reason: location.reason, there: false };
  return location.path === "" ? { kind: "missing", path: "." } : readInside(files, location.path);
}

function readInside(files: ModuleFiles, path: string): Reading {
  const content = files.read(path);
  if (!content) return beingRead(path);
  if (content.kind === "text") {
    if (!content.text.startsWith(LFS_POINTER)) return { kind: "content", path, bytes: Buffer.from(content.text) };
    return { kind: "open", reason: `\`${path}\` is kept in Git LFS, which is not read`, there: true };
  }
  if (content.bytes) return { kind: "content", path, bytes: content.bytes };
  if (content.reason === "missing") {
    const barrier = barrierOnWay(files, path);
    if (barrier?.kind === "file") throw new EvaluationError("a folder in the path is a file");
    return barrier ?? { kind: "missing", path };
  }
  const there = content.reason === "binary" || content.reason === "too-large";
  return { kind: "open", reason: unreadable(path, content), there };
}

/** What is on the way to a path, itself included, and is no folder: a file, or a link or a submodule that is not followed. */
export function barrierOnWay(files: ModuleFiles, path: string): OpenReading | { readonly kind: "file" } | undefined {
  const names = path.split("/");
  for (const depth of names.keys()) {
    const folder = names.slice(0, depth + 1).join("/");
    const content = files.read(folder);
    if (!content) return beingRead(folder);
    if (content.kind === "text") return { kind: "file" };
    if (content.reason === "symlink" || content.reason === "submodule") {
      return { kind: "open", reason: unreadable(folder, content), there: false };
    }
  }
  return undefined;
}

function beingRead(path: string): OpenReading {
  return { kind: "open", reason: `\`${path}\` is being read`, there: false };
}

function unreadable(path: string, { message }: Extract<FileContent, { kind: "unreadable" }>): string {
  return `\`${path}\` cannot be read: ${message}`;
}

/** The bytes as text. Throws an `EvaluationError` where Terraform finds no UTF-8. */
export function decoded(bytes: Uint8Array, path: Term): string {
  if (isUtf8(bytes)) return Buffer.from(bytes).toString("utf8");
  throw new EvaluationError(`${shownPath(path)} is not text in UTF-8`);
}

/** Refuses a file that is not there, as Terraform does where nothing has built it. */
export function refuseMissing(path: Term): never {
  throw new MissingFileError(
    `there is no file ${shownPath(path)} in the repository: what builds it may run before Terraform`,
  );
}

/** The path as it was given, unless it is a secret. */
export function shownPath(path: Term): string {
  return path.kind === "string" && !path.sensitive ? `\`${path.value}\`` : "at a path that is sensitive";
}
