import { remembered } from "./git.ts";
import type { GitRepository } from "./git.ts";
import type { Side } from "./state.ts";

type FileStatus = "added" | "removed" | "modified" | "renamed" | "changed";

/** One file of a diff, as GitHub's `diff-entry` tells it. */
export interface DiffFile {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: FileStatus;
  /** Blob (or submodule commit) at head; at base for a removed file. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** Hunks only, or null where git has none (binary, pure rename, mode change). */
  readonly patch: string | null;
}

export interface HunkLines {
  readonly side: Readonly<Record<Side, ReadonlySet<number>>>;
  /** The hunk's text from its @@ line on. */
  readonly lines: readonly string[];
}

interface RawEntry {
  readonly status: string;
  readonly sha: string;
  readonly path: string;
  readonly previousPath: string | null;
}

/** git knows the tree without entries by its SHA, whether it is stored or not. */
export const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

const OPTIONS = ["-r", "-M", "--no-color", "--no-ext-diff", "--no-textconv", "--full-index"];

/** The files that differ between two commits, renames found, in git's order. */
export function diffFiles(git: GitRepository, from: string, to: string): Promise<DiffFile[]> {
  return remembered(git, `diff ${from} ${to}`, () => computeDiff(git, from, to));
}

async function computeDiff(git: GitRepository, from: string, to: string): Promise<DiffFile[]> {
  const raw = (await git.run(["diff-tree", ...OPTIONS, "-z", "--raw", from, to])).toString();
  const entries = parseRaw(raw);
  if (entries.length === 0) return [];
  const sections = splitPatch((await git.run(["diff-tree", ...OPTIONS, "-p", from, to])).toString());
  const files: DiffFile[] = [];
  let at = 0;
  for (const entry of entries) {
    // A file that becomes a symlink (T) is printed as a deletion and a creation; GitHub shows no patch for it.
    const isTypeChange = entry.status === "T";
    const patch = isTypeChange ? null : hunksOf(sections[at] ?? "");
    at += isTypeChange ? 2 : 1;
    const counts = countLines(patch ?? "");
    files.push({
      ...counts,
      path: entry.path,
      previousPath: entry.previousPath,
      status: statusOf(entry),
      sha: entry.sha,
      patch,
    });
  }
  return files;
}

function statusOf(entry: RawEntry): FileStatus {
  const statuses: Readonly<Record<string, FileStatus>> = { A: "added", D: "removed", R: "renamed", T: "changed" };
  return statuses[entry.status] ?? "modified";
}

function parseRaw(raw: string): RawEntry[] {
  const fields = raw.split("\0");
  const entries: RawEntry[] = [];
  let at = 0;
  while (at < fields.length && fields[at] !== "") {
    const [, , oldSha = "", newSha = "", letters = ""] = (fields[at] ?? "").split(" ");
    const status = letters[0] ?? "";
    const first = fields[at + 1] ?? "";
    const isRename = status === "R" || status === "C";
    entries.push({
      status,
      sha: status === "D" ? oldSha : newSha,
      path: isRename ? (fields[at + 2] ?? "") : first,
      previousPath: isRename ? first : null,
    });
    at += isRename ? 3 : 2;
  }
  return entries;
}

/** Sections start at a line feed only: a carriage return within a file's line is not the end of it. */
function splitPatch(patch: string): string[] {
  return patch.split(/(?<=\n)(?=diff --git )/);
}

function hunksOf(section: string): string | null {
  const start = section.indexOf("\n@@ ");
  return start < 0 ? null : section.slice(start + 1).replace(/\n$/, "");
}

function countLines(patch: string): { additions: number; deletions: number } {
  let additions = 0;
  let deletions = 0;
  for (const line of patch.split("\n")) {
    if (line.startsWith("+")) additions += 1;
    if (line.startsWith("-")) deletions += 1;
  }
  return { additions, deletions };
}

/** The lines of each hunk of a patch, by side; unchanged lines within a hunk are on both sides. */
export function parseHunks(patch: string): HunkLines[] {
  const hunks: { side: Record<Side, Set<number>>; lines: string[] }[] = [];
  let left = 0;
  let right = 0;
  for (const line of patch.split("\n")) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (header !== null) {
      left = Number(header[1]);
      right = Number(header[2]);
      hunks.push({ side: { LEFT: new Set(), RIGHT: new Set() }, lines: [line] });
      continue;
    }
    const hunk = hunks.at(-1);
    if (hunk === undefined) continue;
    hunk.lines.push(line);
    if (line.startsWith("\\")) continue; // "\ No newline at end of file"
    if (!line.startsWith("+")) hunk.side.LEFT.add(left++);
    if (!line.startsWith("-")) hunk.side.RIGHT.add(right++);
  }
  return hunks;
}

/** The part of a hunk that GitHub stores with a comment: from its @@ line to the line commented on. */
export function hunkUpTo(hunk: HunkLines, side: Side, line: number): string {
  const header = hunk.lines[0] ?? "";
  const start = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(header);
  let left = Number(start?.[1] ?? 0);
  let right = Number(start?.[2] ?? 0);
  const kept = [header];
  for (const text of hunk.lines.slice(1)) {
    kept.push(text);
    const isAddition = text.startsWith("+");
    const isRemoval = text.startsWith("-");
    if (side === "LEFT" && !isAddition && left === line) break;
    if (side === "RIGHT" && !isRemoval && right === line) break;
    if (!isAddition) left += 1;
    if (!isRemoval) right += 1;
  }
  return kept.join("\n");
}

/** Where a line of `from` stands in `to`, or null when it was changed or removed. */
export async function followLine(
  git: GitRepository,
  from: string,
  to: string,
  path: string,
  line: number,
): Promise<number | null> {
  if (from === to) return line;
  const patch = (await git.run(["diff-tree", ...OPTIONS, "-p", "-U0", from, to, "--", path])).toString();
  let shift = 0;
  for (const text of patch.split("\n")) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (header === null) continue;
    const start = Number(header[1]);
    const removed = Number(header[2] ?? 1);
    const added = Number(header[4] ?? 1);
    const firstAfter = removed === 0 ? start + 1 : start + removed;
    if (removed > 0 && line >= start && line < firstAfter) return null;
    if (line >= firstAfter) shift += added - removed;
  }
  return line + shift;
}
