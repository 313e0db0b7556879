import type { Anchors } from "./anchors.ts";
import type { GitHub } from "./client.ts";
import type { Conversation, OwnComment } from "./conversation.ts";
import { isRefusal } from "./failures.ts";
import type { PullLocator } from "./locator.ts";
import type { Marks, Outcome, ReviewComment } from "./outcome.ts";

/** More comments than this make a review that nobody reads; the summary has them all. */
const MAX_COMMENTS = 50;

/** Where to publish, and what is there already. */
export type Publication = {
  readonly github: GitHub;
  readonly locator: PullLocator;
  readonly headSha: string;
  readonly conversation: Conversation;
  readonly anchors: Anchors;
  readonly marks: Marks;
};

/**
 * Posts what a run has to say: one review with a comment per finding that has none yet, then the one summary
 * comment, and hides the comments whose finding no longer holds.
 */
export async function publish(outcome: Outcome, publication: Publication): Promise<void> {
  const { conversation, anchors, marks } = publication;
  const review = outcome.review((line) => anchors.place(line) !== undefined);
  const missing = review.comments
    .filter((comment) => !conversation.comments.some((own) => stands(own, comment, marks)))
    .flatMap(({ id, body, ...line }): ReviewComment[] => {
      const { path, line: number, side } = anchors.place(line) ?? line;
      return [{ id, body, path, line: number, side }];
    })
    .slice(0, MAX_COMMENTS);
  const posted = await postReview(missing, review.body, publication);
  const refused = missing.filter(({ id }) => !posted.has(id)).map(({ id }) => findingOf(id));
  await postSummary(outcome, new Set([...review.offDiff, ...refused]), publication);
  const shown = conversation.comments.filter(({ isHidden, isResolved }) => !isHidden && !isResolved);
  await hide(
    shown.filter((own) => isSettled(own, review.comments, posted, outcome)),
    publication,
  );
}

/** Whether a comment on the pull request still says this. One that a person settled is left in peace while it does. */
function stands(own: OwnComment, comment: ReviewComment, marks: Marks): boolean {
  if (own.id !== comment.id || marks.claimOf(own.body) !== marks.claimOf(comment.body)) return false;
  return own.isResolved || (!own.isHidden && !own.isOutdated);
}

/** Whether a comment's claim is over: put right, said anew, or (of a finding with several comments) no longer among them. */
function isSettled(
  { id }: OwnComment,
  comments: readonly ReviewComment[],
  posted: ReadonlySet<string>,
  { isOpen }: Outcome,
): boolean {
  if (!isOpen(findingOf(id)) || posted.has(id)) return true;
  const siblings = comments.filter((comment) => findingOf(comment.id) === findingOf(id));
  return siblings.length > 0 && siblings.every((comment) => comment.id !== id);
}

function findingOf(commentId: string): string {
  return commentId.split("-", 1)[0] ?? commentId;
}

/** @returns ids of the comments that were posted */
async function postReview(
  comments: readonly ReviewComment[],
  body: string,
  { github, locator, headSha }: Publication,
): Promise<ReadonlySet<string>> {
  if (comments.length === 0) return new Set();
  try {
    await github.rest.pulls.createReview({
      owner: locator.owner,
      repo: locator.repo,
      pull_number: locator.subject.number,
      commit_id: headSha,
      event: "COMMENT",
      body,
      comments: comments.map(({ path, line, side, body: text }) => ({ path, line, side, body: text })),
      // A review that was posted although the answer got lost must not be posted twice: the job's next attempt sees it.
      request: { retries: 0 },
    });
    return new Set(comments.map(({ id }) => id));
  } catch (error) {
    // One comment that GitHub does not take makes it refuse all: the summary has every finding.
    if (!isRefusal(error, 422)) throw error;
    github.log.warn(
      `GitHub refused the review of ${locator.owner}/${locator.repo}#${locator.subject.number}: ${error.message}`,
    );
    return new Set();
  }
}

async function postSummary(
  outcome: Outcome,
  untold: ReadonlySet<string>,
  { github, locator, conversation: { summary } }: Publication,
): Promise<void> {
  const body = outcome.summary(summary?.body ?? null, untold);
  if (body === null || body === summary?.body) return;
  const { owner, repo } = locator;
  if (summary) await github.rest.issues.updateComment({ owner, repo, comment_id: summary.commentId, body });
  else
    await github.rest.issues.createComment({
      owner,
      repo,
      issue_number: locator.subject.number,
      body,
      request: { retries: 0 },
    });
}

/** Hiding is a courtesy: a refusal is noted, and the summary says how things are. */
async function hide(comments: readonly OwnComment[], { github }: Publication): Promise<void> {
  if (comments.length === 0) return;
  const fields = comments.map(
    (_, index) =>
      `c${index}: minimizeComment(input: { subjectId: $c${index}, classifier: RESOLVED }) { minimizedComment { isMinimized } }`,
  );
  const parameters = comments.map((_, index) => `$c${index}: ID!`).join(", ");
  const variables = Object.fromEntries(comments.map(({ nodeId }, index) => [`c${index}`, nodeId]));
  try {
    await github.graphql(`mutation (${parameters}) { ${fields.join(" ")} }`, variables);
  } catch (error) {
    github.log.warn(`comments could not be hidden: ${error instanceof Error ? error.message : String(error)}`);
  }
}
