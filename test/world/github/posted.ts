import { pullOf } from "./people/pulls.ts";
import { repositoryOf } from "./people/repositories.ts";
import { suiteOutcome } from "./present/checks.ts";
import { appOf } from "./state.ts";
import type {
  Annotation,
  CheckChange,
  CheckConclusion,
  CheckRun,
  CheckStatus,
  IssueComment,
  Review,
  ReviewComment,
  Side,
  Thread,
} from "./state.ts";
import type { World } from "./world.ts";

/** What was posted, flat and without references back, so that a test can compare it and a person can read it. */

interface PostedComment {
  readonly id: number;
  readonly by: string;
  readonly body: string;
  /** Every body it had, oldest first. */
  readonly bodies: readonly string[];
  /** `eyes by plumbline[bot]`. */
  readonly reactions: readonly string[];
  readonly minimized: string | null;
}

interface PostedReviewComment extends PostedComment {
  readonly path: string;
  readonly side: Side;
  readonly line: number | null;
  readonly originalLine: number;
  readonly startLine: number | null;
  readonly inReplyTo: number | null;
}

interface PostedReview {
  readonly id: number;
  readonly by: string;
  readonly state: string;
  readonly body: string;
  readonly commitId: string;
  readonly comments: readonly PostedReviewComment[];
}

interface PostedThread {
  readonly path: string;
  readonly side: Side;
  readonly line: number | null;
  readonly outdated: boolean;
  readonly resolvedBy: string | null;
  readonly comments: readonly PostedReviewComment[];
}

interface PostedCheckRun {
  readonly id: number;
  readonly name: string;
  /** The App's slug. */
  readonly by: string;
  readonly headSha: string;
  readonly status: CheckStatus;
  readonly conclusion: CheckConclusion | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly externalId: string;
  readonly annotations: readonly Annotation[];
  readonly history: readonly CheckChange[];
}

export interface Posted {
  readonly issueComments: (repository: string, number: number) => PostedComment[];
  readonly reviews: (repository: string, number: number) => PostedReview[];
  readonly threads: (repository: string, number: number) => PostedThread[];
  /** All runs of a repository, or those of one commit, oldest first. */
  readonly checkRuns: (repository: string, headSha?: string) => PostedCheckRun[];
  /** Everything on a pull request as plain text, the way the demo prints it. */
  readonly listing: (repository: string, number: number) => string;
}

function said(comment: IssueComment | ReviewComment): PostedComment {
  return {
    id: comment.id,
    by: comment.user.login,
    body: comment.body,
    bodies: [...comment.bodies],
    reactions: comment.reactions.map((one) => `${one.content} by ${one.user.login}`),
    minimized: comment.minimizedReason,
  };
}

function onLine(comment: ReviewComment): PostedReviewComment {
  const { thread } = comment;
  const { path, side, line } = thread.original;
  return {
    ...said(comment),
    path,
    side,
    line: thread.line,
    originalLine: line,
    startLine: thread.startLine,
    inReplyTo: comment.inReplyTo,
  };
}

function postedThread(thread: Thread): PostedThread {
  return {
    path: thread.original.path,
    side: thread.original.side,
    line: thread.line,
    outdated: thread.line === null,
    resolvedBy: thread.resolvedBy?.login ?? null,
    comments: thread.comments.map(onLine),
  };
}

function postedReview(review: Review): PostedReview {
  const comments = review.pull.threads.flatMap((thread) => thread.comments).filter((one) => one.review === review);
  const { id, state, body, commitId } = review;
  return { id, by: review.user.login, state, body, commitId, comments: comments.map(onLine) };
}

function postedRun(world: World, run: CheckRun): PostedCheckRun {
  const { id, name, headSha, status, conclusion, title, summary, text, externalId } = run;
  return {
    id,
    name,
    by: appOf(world.state, run.appId).slug,
    headSha,
    status,
    conclusion,
    title,
    summary,
    text,
    externalId,
    annotations: [...run.annotations],
    history: [...run.history],
  };
}

export function posted(world: World): Posted {
  const threads = (repository: string, number: number): PostedThread[] =>
    pullOf(world, repository, number).threads.map(postedThread);
  const reviews = (repository: string, number: number): PostedReview[] =>
    pullOf(world, repository, number).reviews.map(postedReview);
  const issueComments = (repository: string, number: number): PostedComment[] =>
    pullOf(world, repository, number).issueComments.map(said);
  const checkRuns = (repository: string, headSha?: string): PostedCheckRun[] =>
    repositoryOf(world, repository)
      .checkRuns.filter((run) => headSha === undefined || run.headSha === headSha)
      .map((run) => postedRun(world, run));

  function listing(repository: string, number: number): string {
    const pull = pullOf(world, repository, number);
    const blocks: string[] = [
      `${repository}#${number} ${pull.title} (${pull.state}${pull.draft ? ", draft" : ""}, head ${pull.headSha.slice(0, 7)})`,
    ];
    for (const run of checkRuns(repository, pull.headSha)) {
      const outcome = run.conclusion ?? run.status;
      const lines = run.annotations.map(
        (one) => `  ${one.annotation_level} ${one.path}:${one.start_line} ${one.title ?? one.message}`,
      );
      blocks.push(
        [`== Check: ${run.name}: ${outcome}`, run.title ?? "", run.summary ?? "", ...lines].filter(Boolean).join("\n"),
      );
    }
    for (const comment of issueComments(repository, number)) {
      const reactions = comment.reactions.length === 0 ? "" : ` [${comment.reactions.join(", ")}]`;
      blocks.push(
        `== Comment by ${comment.by}${reactions}${comment.minimized === null ? "" : ` (hidden: ${comment.minimized})`}\n${comment.body}`,
      );
    }
    for (const review of reviews(repository, number).filter((one) =>
      one.comments.every((comment) => comment.inReplyTo === null),
    )) {
      blocks.push([`== Review by ${review.by}: ${review.state}`, review.body].filter(Boolean).join("\n"));
      for (const thread of threads(repository, number)) {
        const first = thread.comments[0];
        if (first === undefined || !review.comments.some((one) => one.id === first.id)) continue;
        const place = `${thread.path}:${thread.line ?? first.originalLine}${thread.side === "LEFT" ? " (base)" : ""}`;
        const marks = [
          thread.outdated ? "outdated" : "",
          thread.resolvedBy === null ? "" : `resolved by ${thread.resolvedBy}`,
        ].filter(Boolean);
        const head = `-- ${place}${marks.length === 0 ? "" : ` (${marks.join(", ")})`}`;
        blocks.push([head, ...thread.comments.map((one) => `${one.by}: ${one.body}`)].join("\n"));
      }
    }
    const suite = pull.repository.checkSuites.find(
      (one) => one.headSha === pull.headSha && one.appId === world.state.app.id,
    );
    if (suite !== undefined) {
      const { status, conclusion } = suiteOutcome(suite);
      blocks.push(`== All checks: ${conclusion ?? status}`);
    }
    return blocks.join("\n\n");
  }

  return { issueComments, reviews, threads, checkRuns, listing };
}
