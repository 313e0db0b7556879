import type { Conclusion } from "../model/finding.ts";
import type { Side, Span } from "../model/source.ts";

/** One annotation of a check run, as the API takes it. */
export type Annotation = {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
};

/** A check run's words, within GitHub's limits (65,535 characters each). */
export type CheckOutput = {
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  readonly annotations: readonly Annotation[];
};

/** A finding that is shown on a line, in a review comment of its own. */
export type LineComment = {
  readonly id: string;
  /** The lines it is about, at base or at what merging would give. */
  readonly span: Span & { readonly side: Side };
  readonly body: string;
  /** Changes when what the comment says changes, times and request ids aside: then the comment is posted anew. */
  readonly state: string;
};

/** What the summary comment has to know about the rest of what is posted. */
export type Posted = {
  /** Ids of the findings that have a comment on a line. */
  readonly onLines: ReadonlySet<string>;
  /** The summary comment that is there already, without its marker; null where there is none. */
  readonly earlier: string | null;
};

/** What one run has to say, worded, for GitHub to show. */
export type Outcome = {
  readonly conclusion: Conclusion;
  readonly check: CheckOutput;
  readonly comments: readonly LineComment[];
  /** Ids of everything that is stale or unknown: comments of these stay open. */
  readonly open: ReadonlySet<string>;
  /** The summary comment; null for none. */
  summary(posted: Posted): string | null;
};
