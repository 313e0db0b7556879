import type { Conclusion } from "../model/finding.ts";
import type { DiffLine } from "./diff.ts";

/** What is said at a line of the head commit, in plain text. */
export type Annotation = {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  readonly rawDetails: string;
};

/** How a check run ends, and what it says then, within GitHub's limits; `cancelled` when another has taken its place. */
export type CheckOutput = {
  readonly conclusion: Conclusion | "cancelled";
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
};

/** A comment on a line. Its body ends in the mark by which `Marks` knows its id again. */
export type ReviewComment = DiffLine & {
  /** The finding's id, with `-` and a suffix where one finding has several comments. */
  readonly id: string;
  readonly body: string;
};

/** `offDiff` has the ids of findings that have no line of the diff to stand on. */
type Review = {
  readonly comments: readonly ReviewComment[];
  readonly body: string;
  readonly offDiff: ReadonlySet<string>;
};

/** What one run has to say, worded, for GitHub to show. */
export type Outcome = {
  readonly check: CheckOutput;
  /** Paths of the files that a comment may be about. */
  readonly paths: ReadonlySet<string>;
  /** Whether the finding of this id may still be so: stale, or not looked at. Then its comment stays open. */
  readonly isOpen: (id: string) => boolean;
  /** Comments on lines; `commentable` takes lines of base (LEFT) and of what merging would give (RIGHT), and so are theirs. */
  review(commentable: (line: DiffLine) => boolean): Review;
  /** The summary comment's body, given the one that is there and the findings that no comment on a line tells of; null for none. */
  summary(previous: string | null, untold: ReadonlySet<string>): string | null;
};

/** How the App knows its own comments again. */
export type Marks = {
  /** The id that a comment on a line ends with; null for any other comment. */
  findingIdOf(body: string): string | null;
  isSummary(body: string): boolean;
  /** What a comment claims, without times and request ids: equal claims need not be posted again. */
  claimOf(body: string): string;
};
