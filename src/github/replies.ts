import type { CheckOutput } from "./outcome.ts";

/** What the App says besides its reports; worded by `src/report`. */
export type Replies = {
  /** A command's answers, in Markdown. */
  help(): string;
  notUnderstood(command: string): string;
  needsWritePermission(login: string): string;
  /** The check of a fork's pull request that nobody with write permission has let through. */
  awaitingApproval(headSha: string): CheckOutput;
  /** This run's output, where another pull request at the same commit decides. */
  worseElsewhere(own: CheckOutput, other: { readonly pull: number; readonly title: string }): CheckOutput;
  /** A check that was given up after an error. */
  couldNotFinish(cause: string): CheckOutput;
};
