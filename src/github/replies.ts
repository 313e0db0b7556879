import type { CheckOutput } from "./outcome.ts";

/** What the App says besides its reports; worded by `src/report`. */
export type Replies = {
  /** Commands' answers, in Markdown. */
  help(): string;
  notUnderstood(command: string): string;
  needsWritePermission(): string;
  /** A fork's head came in after the comment that would have let it through. */
  headMoved(headSha: string): string;
  /** A check run that has begun. */
  started(): { readonly title: string; readonly summary: string };
  /** A fork's pull request that nobody with write permission has let through. */
  awaitingApproval(headSha: string): CheckOutput;
  /** A check run that another has taken the place of; `newHead` when that was for a newer push. */
  superseded(newHead: string | null): CheckOutput;
  /** This run's output, where another pull request at the same commit decides. */
  worseElsewhere(
    own: CheckOutput,
    other: { readonly pull: number; readonly title: string; readonly conclusion: CheckOutput["conclusion"] },
  ): CheckOutput;
  /** A check that was given up after an error; `reference` is what the log has it under. */
  failed(reference: string): CheckOutput;
};
