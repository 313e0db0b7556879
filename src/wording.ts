import type { Marks } from "./github/outcome.ts";
import type { Replies } from "./github/replies.ts";
import { findingIdOf, isSummary } from "./report/markers.ts";
import { helpReply, noPermissionReply, notUnderstoodReply } from "./report/replies.ts";
import { awaitingApproval, checkStarted, internalError, superseded } from "./report/states.ts";

/** What the report's words are for GitHub's side. */
export const replies: Replies = {
  help: helpReply,
  notUnderstood: notUnderstoodReply,
  needsWritePermission: noPermissionReply,
  headMoved: (headSha) =>
    `The head is now \`${headSha.slice(0, 7)}\`, which came after your comment. Look at it, then comment \`/drift recheck\` again.`,
  started: checkStarted,
  awaitingApproval,
  superseded,
  failed: internalError,
  worseElsewhere: (own, { pull, title, conclusion }) => ({
    ...own,
    conclusion,
    title: `${title} (#${pull})`,
    summary: `A check belongs to a commit, and #${pull} has the same head: its conclusion is shown, as it is the worse one. This pull request by itself: **${own.title}**.\n\n${own.summary}`,
  }),
};

export const marks: Marks = {
  findingIdOf,
  isSummary,
  // The footer (account, region, time) and the evidence follow the claim; text from code cannot hold a raw tag.
  claimOf: (body) => body.replaceAll("\r\n", "\n").split("\n<sub>", 1)[0] ?? body,
};
