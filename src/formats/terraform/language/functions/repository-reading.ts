import { isUtf8 } from "node:buffer";

import type { FileContent } from "../../../../model/files.ts";
import { EvaluationError } from "../evaluation-error.ts";
import type { ModuleFiles } from "../module-files.ts";
import type { Term } from "../term.ts";
import { locate } from "./paths.ts";

/** A file's bytes, that there is none, or why neither can be told. `path` is relative to the repository's root. */
export type Reading =
  | { readonly kind: "content"; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: "missing"; readonly path: string }
  | { readonly kind: "open"; readonly reason: string };

/** What Git keeps in the place of a large file (https://git-lfs.com). */
const LFS_POINTER = "version https://git-lfs.github.com/spec/";

/** Reads the file that a path names, as a function of Terraform would find it. No symlink is followed. */
export function readRepositoryFile(files: ModuleFiles, path: string): Reading {
  const location = locate(files.folder, path);
  if (location.kind === "elsewhere") return { kind: "open", reason: location.reason };
  return location.path === "" ? { kind: "missing", path: "." } : readInside(files, location.path);
}

function readInside(files: ModuleFiles, path: string): Reading {
  const content = files.read(path);
  if (!content) return beingRead(path);
  if (content.kind === "text") {
    if (content.text.startsWith(LFS_POINTER))
      return { kind: "open", reason: `\`${path}\` is kept in Git LFS, which is not read` };
    return { kind: "content", path, bytes: Buffer.from(content.text) };
  }
  if (content.reason === "binary" && content.bytes) return { kind: "content", path, bytes: content.bytes };
  if (content.reason !== "missing") return { kind: "open", reason: unreadable(path, content) };
  const barrier = barrierOnWay(files, path);
  return barrier === undefined ? { kind: "missing", path } : { kind: "open", reason: barrier };
}

/** Why what lies at a path, or below it, cannot be told: on the way there is a link, or another repository. */
export function barrierOnWay(files: ModuleFiles, path: string): string | undefined {
  const names = path.split("/");
  for (const depth of names.keys()) {
    const folder = names.slice(0, depth + 1).join("/");
    const content = files.read(folder);
    if (!content) return beingRead(folder).reason;
    if (content.kind === "unreadable" && (content.reason === "symlink" || content.reason === "submodule")) {
      return unreadable(folder, content);
    }
  }
  return undefined;
}

function beingRead(path: string): Extract<Reading, { kind: "open" }> {
  return { kind: "open", reason: `\`${path}\` is being read` };
}

function unreadable(path: string, { message }: Extract<FileContent, { kind: "unreadable" }>): string {
  return `\`${path}\` cannot be read: ${message}`;
}

/** The bytes as text. Throws an `EvaluationError` where Terraform finds no UTF-8. */
export function decoded(bytes: Uint8Array, path: Term): string {
  if (isUtf8(bytes)) return Buffer.from(bytes).toString("utf8");
  throw new EvaluationError(`${shownPath(path)} is not text in UTF-8`);
}

/** Refuses a file that is not there, as Terraform does. */
export function refuseMissing(path: Term): never {
  throw new EvaluationError(`there is no file ${shownPath(path)} in the repository`);
}

/** The path as it was given, unless it is a secret. */
export function shownPath(path: Term): string {
  return path.kind === "string" && !path.sensitive ? `\`${path.value}\`` : "at a path that is sensitive";
}
