import type { Span } from "../../../model/source.ts";

/** Where a file's lines begin, or the place that stands for all of a file that is not in the repository. */
export type FileLines = readonly number[] | StandIn;

/** `label` is what people know the file by, where the place alone would not tell. */
type StandIn = Span & { readonly label?: string };

/** What is said of a file, with its name where it is shown at another's place. */
export function saidOf(lines: FileLines, message: string): string {
  return "path" in lines && lines.label !== undefined ? `${lines.label}: ${message}` : message;
}

/** The offset at which each line of a text starts. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) starts.push(index + 1);
  return starts;
}

/** Index of the line (from 0) that an offset is on. */
export function lineIndexOf(lines: readonly number[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Offsets (`end` exclusive) as a span, whose end is its last character. */
export function spanOf(path: string, lines: FileLines, place: { readonly at: number; readonly end: number }): Span {
  if ("path" in lines) {
    const { line, column, endLine, endColumn } = lines;
    return { path: lines.path, line, column, endLine, endColumn };
  }
  const last = Math.max(place.at, place.end - 1);
  const first = lineIndexOf(lines, place.at);
  const final = lineIndexOf(lines, last);
  return {
    path,
    line: first + 1,
    column: place.at - (lines[first] ?? 0) + 1,
    endLine: final + 1,
    endColumn: last - (lines[final] ?? 0) + 1,
  };
}
