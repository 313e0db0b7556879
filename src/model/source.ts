/** Which side of a change something was declared on: the base branch's tip, or what merging would give. */
export type Side = "base" | "head";

/** A stretch of a file. Lines and columns count from 1; `endLine`/`endColumn` are inclusive of the last character. */
export type Span = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

/** A file, or a part of one, that could not be read in full. `line` is null when the whole file is meant. */
export type Problem = {
  readonly path: string;
  readonly line: number | null;
  readonly message: string;
};
