import { structuredPatch } from "diff";

/** A file of a pull request as `GET pulls/{n}/files` gives it. `patch` is missing for binary and very large changes. */
export type PullFile = {
  readonly path: string;
  readonly previousPath: string | null;
  readonly headHash: string;
  readonly patch: string | null;
};

/** A line that a review may comment on: one outside the diff's hunks makes GitHub refuse the whole review. */
export type DiffLine = { readonly path: string; readonly line: number; readonly side: "LEFT" | "RIGHT" };

/** The lines of one hunk: text by line number, for either side. */
type Hunk = { readonly left: ReadonlyMap<number, string>; readonly right: ReadonlyMap<number, string> };

/** A text's lines moved: which line of the other text each one is now; lines without a counterpart are missing. */
export type LineMap = (line: number) => number | undefined;

/** Hunks of a unified diff without file headers, as GitHub's patches are. */
export function hunksOf(patch: string): readonly Hunk[] {
  const hunks: { left: Map<number, string>; right: Map<number, string> }[] = [];
  let left = 0;
  let right = 0;
  for (const line of patch.split("\n")) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (header) {
      left = Number(header[1]);
      right = Number(header[2]);
      hunks.push({ left: new Map(), right: new Map() });
      continue;
    }
    const hunk = hunks.at(-1);
    if (!hunk) continue;
    const text = line.slice(1);
    if (line.startsWith("+")) hunk.right.set(right++, text);
    else if (line.startsWith("-")) hunk.left.set(left++, text);
    else if (line.startsWith(" ")) {
      hunk.left.set(left++, text);
      hunk.right.set(right++, text);
    }
  }
  return hunks;
}

/**
 * Where lines of one text are in another.
 * @param from the text whose line numbers are known
 * @param to the text whose line numbers are wanted
 */
export function lineMap(from: string, to: string): LineMap {
  const patch = structuredPatch("", "", from, to, undefined, undefined, { context: 0, timeout: 2000 });
  // A diff that takes too long is none: then no line is known to have a counterpart.
  if (!patch) return () => undefined;
  return (line) => {
    let shift = 0;
    for (const { oldStart, oldLines, newStart, newLines } of patch.hunks) {
      // Without old lines, `oldStart` is the line before which something was put in (the library's counting).
      if (line < oldStart) break;
      if (line < oldStart + oldLines) return undefined;
      shift = newStart + newLines - (oldStart + oldLines);
    }
    return line + shift;
  };
}

/**
 * Where the left side of a patch's hunks is in the base branch's own text, which may have moved on since the pull
 * request was branched off. Only a hunk whose lines are all there, at one place, counts.
 */
export function leftLines(hunks: readonly Hunk[], baseText: string): LineMap {
  const lines = baseText.split("\n");
  const found = new Map<number, number>();
  for (const { left } of hunks) {
    const offset = offsetOf([...left], lines);
    if (offset === undefined) continue;
    for (const line of left.keys()) found.set(line + offset, line);
  }
  return (line) => found.get(line);
}

function offsetOf(expected: readonly (readonly [number, string])[], lines: readonly string[]): number | undefined {
  const first = expected[0];
  if (!first) return undefined;
  function fits(offset: number): boolean {
    return expected.every(([line, text]) => withoutReturn(lines[line + offset - 1]) === withoutReturn(text));
  }
  if (fits(0)) return 0;
  const offsets = lines.map((_, index) => index + 1 - first[0]).filter(fits);
  return offsets.length === 1 ? offsets[0] : undefined;
}

function withoutReturn(line: string | undefined): string | undefined {
  return line?.replace(/\r$/, "");
}
