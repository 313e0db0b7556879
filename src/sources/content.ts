import { isUtf8 } from "node:buffer";
import { type FileContent, maxBytesOf, type TreeEntry } from "../model/files.ts";

type Unreadable = Extract<FileContent, { kind: "unreadable" }>;

export function unreadable(reason: Unreadable["reason"], message: string): Unreadable {
  return { kind: "unreadable", reason, message };
}

/** Why an entry is not even opened; undefined when it is. */
export function refusalOf(entry: TreeEntry): Unreadable | undefined {
  if (entry.kind === "symlink") return unreadable("symlink", "it is a symbolic link, which is not followed");
  if (entry.kind === "submodule") return unreadable("submodule", "it is a submodule, which is not read");
  const most = maxBytesOf(entry.path);
  if (entry.size !== null && entry.size > most) {
    return unreadable("too-large", `it has ${entry.size} bytes; files over ${most} bytes are not read`);
  }
  return undefined;
}

/** A file's bytes as text, or why they are none. */
export function textOf(bytes: Buffer, hash: string): FileContent {
  if (bytes.subarray(0, 8000).includes(0)) return unreadable("binary", "it is not a text file");
  // Decoded all the same, it would hold other names than those that were written.
  if (!isUtf8(bytes)) return unreadable("binary", "it is not text in UTF-8");
  return { kind: "text", text: bytes.toString("utf8"), hash };
}
