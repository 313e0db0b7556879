import type { Anchors } from "./anchors.ts";
import type { GitHub } from "./client.ts";
import type { Conversation, OwnThread } from "./conversation.ts";
import type { DiffLine } from "./diff.ts";
import { isRefusal } from "./failures.ts";
import type { PullLocator } from "./locator.ts";
import { markFinding, markSummary } from "./markers.ts";
import type { LineComment, Outcome } from "./outcome.ts";

/** More comments than this make a review that nobody reads; what is over goes into the summary. */
const MAX_COMMENTS = 50;

type Placed = LineComment & { readonly at: DiffLine };

/** Where to publish, and what is there already. */
export type Publication = {
  readonly github: GitHub;
  readonly locator: PullLocator;
  readonly headSha: string;
  readonly conversation: Conversation;
  readonly anchors: Anchors;
};

/**
 * Posts what a run has to say: one review with a comment per finding that has none yet, then the one summary
 * comment, and settles the comments whose finding no longer holds.
 */
export async function publish(outcome: Outcome, publication: Publication): Promise<void> {
  const { conversation, anchors } = publication;
  const standing = conversation.threads.filter((thread) => stands(thread, outcome));
  const standingIds = new Set(standing.map(({ findingId }) => findingId));
  const placed = outcome.comments.flatMap((comment): Placed[] => {
    const at = standingIds.has(comment.id) ? undefined : anchors.lineOf(comment.span);
    return at ? [{ ...comment, at }] : [];
  });
  const posted = await postReview(placed.slice(0, MAX_COMMENTS), outcome, publication);
  await postSummary(outcome, new Set([...standingIds, ...posted]), publication);
  const replaced = new Set(posted);
  const settled = conversation.threads.filter(
    ({ isResolved, findingId }) => !isResolved && (!outcome.open.has(findingId) || replaced.has(findingId)),
  );
  await resolveThreads(settled, publication);
}

/** A comment that says what is still so. One that a person settled is left in peace while it says the same. */
function stands(thread: OwnThread, outcome: Outcome): boolean {
  const comment = outcome.comments.find(({ id }) => id === thread.findingId);
  if (!comment || comment.state !== thread.state) return false;
  return thread.isResolved ? thread.resolvedByPerson : !thread.isOutdated;
}

/** @returns the ids of the findings that have a comment now */
async function postReview(comments: readonly Placed[], outcome: Outcome, { github, locator, headSha }: Publication): Promise<readonly string[]> {
  if (comments.length === 0) return [];
  try {
    await github.rest.pulls.createReview({
      owner: locator.owner,
      repo: locator.repo,
      pull_number: locator.subject.number,
      commit_id: headSha,
      event: "COMMENT",
      body: outcome.check.title,
      comments: comments.map(({ at, body, id, state }) => ({ ...at, body: markFinding(body, id, state) })),
      // A review that was posted although the answer got lost must not be posted twice: the job's next attempt sees it.
      request: { retries: 0 },
    });
    return comments.map(({ id }) => id);
  } catch (error) {
    // One line that GitHub does not take makes it refuse all: the summary then lists the findings.
    if (!isRefusal(error, 422)) throw error;
    github.log.warn(`GitHub refused the review of ${locator.owner}/${locator.repo}#${locator.subject.number}: ${error.message}`);
    return [];
  }
}

async function postSummary(outcome: Outcome, onLines: ReadonlySet<string>, { github, locator, conversation }: Publication): Promise<void> {
  const earlier = conversation.summary;
  const body = outcome.summary({ onLines, earlier: earlier?.body ?? null });
  if (body === null || body.trimEnd() === earlier?.body) return;
  const { owner, repo } = locator;
  if (earlier) await github.rest.issues.updateComment({ owner, repo, comment_id: earlier.commentId, body: markSummary(body) });
  else await github.rest.issues.createComment({ owner, repo, issue_number: locator.subject.number, body: markSummary(body) });
}

/** Settling threads is a courtesy: a refusal is noted, and the summary says how things are. */
async function resolveThreads(threads: readonly OwnThread[], { github }: Publication): Promise<void> {
  if (threads.length === 0) return;
  const fields = threads.map((_, index) => `t${index}: resolveReviewThread(input: { threadId: $t${index} }) { thread { id } }`);
  const parameters = threads.map((_, index) => `$t${index}: ID!`).join(", ");
  const variables = Object.fromEntries(threads.map(({ threadId }, index) => [`t${index}`, threadId]));
  try {
    await github.graphql(`mutation (${parameters}) { ${fields.join(" ")} }`, variables);
  } catch (error) {
    github.log.warn(`comments could not be settled: ${error instanceof Error ? error.message : String(error)}`);
  }
}
