import { repositoryPage } from "../present/repositories.ts";
import { nodeId } from "../state.ts";
import type { IssueComment, Pull, Review, ReviewComment, Thread } from "../state.ts";
import type { World } from "../world.ts";
import { startTestMerge } from "../pulls.ts";
import { connect } from "./connection.ts";
import type { PageArguments } from "./connection.ts";
import { gitObject } from "./git.ts";
import { actor } from "./people.ts";

/** Pull requests and what is said on them, as GraphQL shows them. */

export type Fields = Readonly<Record<string, unknown>>;

function pageOf(world: World, pull: Pull): string {
  return `${repositoryPage(world, pull.repository)}/pull/${pull.number}`;
}

const MERGEABLE = { unknown: "UNKNOWN", computing: "UNKNOWN", clean: "MERGEABLE", conflict: "CONFLICTING" } as const;

export function pullFields(world: World, pull: Pull): Fields {
  return {
    __typename: "PullRequest",
    id: nodeId("PR", pull.id),
    fullDatabaseId: String(pull.id),
    number: pull.number,
    title: pull.title,
    state: pull.mergedAt !== null ? "MERGED" : pull.state.toUpperCase(),
    isDraft: pull.draft,
    merged: pull.mergedAt !== null,
    closed: pull.state === "closed",
    url: pageOf(world, pull),
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    isCrossRepository: pull.headRepository !== pull.repository,
    author: actor(world, pull.user),
    mergeable: () => {
      const known = MERGEABLE[pull.testMerge.state];
      startTestMerge(world, pull);
      return known;
    },
    potentialMergeCommit: () =>
      pull.testMerge.sha === null ? null : gitObject(world, pull.repository, pull.testMerge.sha),
    comments: (args: PageArguments) =>
      connect("comments", pull.issueComments, args, (comment) => issueCommentFields(world, comment)),
    reviews: (args: PageArguments) => connect("reviews", pull.reviews, args, (review) => reviewFields(world, review)),
    reviewThreads: (args: PageArguments) =>
      connect("reviewThreads", pull.threads, args, (thread) => threadFields(world, thread)),
  };
}

export function threadFields(world: World, thread: Thread): Fields {
  const { original } = thread;
  return {
    __typename: "PullRequestReviewThread",
    id: thread.nodeId,
    isResolved: thread.resolvedBy !== null,
    isCollapsed: thread.resolvedBy !== null || thread.line === null,
    isOutdated: thread.line === null,
    path: original.path,
    line: thread.line,
    startLine: thread.startLine,
    originalLine: original.line,
    originalStartLine: original.startLine,
    diffSide: original.side,
    resolvedBy:
      thread.resolvedBy === null || thread.resolvedBy.type !== "User" ? null : actor(world, thread.resolvedBy),
    pullRequest: () => pullFields(world, thread.pull),
    comments: (args: PageArguments) =>
      connect("comments", thread.comments, args, (comment) => reviewCommentFields(world, comment)),
  };
}

function said(world: World, one: IssueComment | ReviewComment): Fields {
  return {
    id: one.nodeId,
    databaseId: one.id,
    fullDatabaseId: String(one.id),
    body: one.body,
    author: actor(world, one.user),
    createdAt: one.createdAt,
    isMinimized: one.minimizedReason !== null,
    minimizedReason: one.minimizedReason,
  };
}

export function issueCommentFields(world: World, comment: IssueComment): Fields {
  const url = `${pageOf(world, comment.pull)}#issuecomment-${comment.id}`;
  return { __typename: "IssueComment", ...said(world, comment), updatedAt: comment.updatedAt, url };
}

export function reviewCommentFields(world: World, comment: ReviewComment): Fields {
  const { thread } = comment;
  const first = thread.comments[0];
  return {
    __typename: "PullRequestReviewComment",
    ...said(world, comment),
    url: `${pageOf(world, thread.pull)}#discussion_r${comment.id}`,
    path: thread.original.path,
    line: thread.line,
    originalLine: thread.original.line,
    outdated: thread.line === null,
    replyTo: () => (first === undefined || first === comment ? null : reviewCommentFields(world, first)),
    pullRequestReview: () => reviewFields(world, comment.review),
  };
}

export function reviewFields(world: World, review: Review): Fields {
  return {
    __typename: "PullRequestReview",
    id: review.nodeId,
    databaseId: review.id,
    fullDatabaseId: String(review.id),
    body: review.body,
    author: actor(world, review.user),
    createdAt: review.submittedAt,
    submittedAt: review.submittedAt,
    state: review.state,
    url: `${pageOf(world, review.pull)}#pullrequestreview-${review.id}`,
    isMinimized: review.minimizedReason !== null,
    minimizedReason: review.minimizedReason,
  };
}
