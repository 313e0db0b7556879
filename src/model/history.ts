import type { FileTree } from "./files.ts";

/** One change of the base branch: a commit of its own line, merges counting as one. */
export type BaseChange = {
  readonly commit: string;
  /** When it came onto the branch, ISO 8601. */
  readonly at: string;
  /** The files as they were before it. */
  readonly before: FileTree;
};

export type PastChanges = {
  /** The newest first. */
  readonly changes: readonly BaseChange[];
  /** Why older ones cannot be had, for people; null where nothing is missing of what was asked for. */
  readonly cut: string | null;
};

/** What became of the base branch over time. */
export type BaseHistory = {
  /**
   * The newest changes of base to any of the paths, at most `limit`. Never throws.
   * @param reading paths whose contents before each change will be asked for
   */
  changes(paths: readonly string[], limit: number, reading: readonly string[]): Promise<PastChanges>;
};
