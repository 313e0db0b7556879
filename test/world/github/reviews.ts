import { diffFiles, hunkUpTo, parseHunks } from "./diff.ts";
import type { DiffFile } from "./diff.ts";
import { mergeBase } from "./git.ts";
import { baseTip, pullCommits } from "./pulls.ts";
import { nodeId, takeId, timestamp } from "./state.ts";
import type { Account, Anchor, Pull, Review, ReviewComment, ReviewState, State, Thread } from "./state.ts";

/** GitHub's limit for the body of a comment or review, in characters. */
export const BODY_LIMIT = 65_536;

/** GitHub counts characters, not UTF-16 units: an emoji is one. */
export function isTooLong(body: string): boolean {
  return body.length > BODY_LIMIT && body.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, "x").length > BODY_LIMIT;
}

export type Placed = { readonly ok: true; readonly diffHunk: string } | { readonly ok: false; readonly error: string };

export interface NewComment {
  readonly anchor: Anchor;
  readonly body: string;
}

export interface NewReview {
  readonly user: Account;
  readonly viaApp: boolean;
  readonly state: ReviewState;
  readonly body: string;
  readonly commitId: string;
  readonly comments: readonly NewComment[];
}

/** The diff that comments on a commit of the pull request are placed in. */
export async function reviewedFiles(pull: Pull, commitId: string): Promise<DiffFile[]> {
  const tip = await baseTip(pull);
  const from = (await mergeBase(pull.repository.git, tip, commitId)) ?? tip;
  return diffFiles(pull.repository.git, from, commitId);
}

export async function isCommitOf(pull: Pull, commitId: string): Promise<boolean> {
  return commitId === pull.headSha || (await pullCommits(pull)).includes(commitId);
}

/**
 * Whether GitHub would take a comment there: the line, and the start line of a range, must be within one hunk of the
 * file's diff on their side. One comment outside makes it refuse the whole review.
 */
export function place(files: readonly DiffFile[], anchor: Anchor): Placed {
  const file = files.find((one) => one.path === anchor.path);
  if (file === undefined) return { ok: false, error: "Path could not be resolved" };
  const hunks = parseHunks(file.patch ?? "");
  const hunk = hunks.find((one) => one.side[anchor.side].has(anchor.line));
  if (hunk === undefined) {
    const error =
      "Pull request review thread line must be part of the diff and Pull request review thread diff hunk can't be blank";
    return { ok: false, error };
  }
  if (anchor.startLine !== null) {
    const side = anchor.startSide ?? anchor.side;
    if (side === anchor.side && anchor.startLine >= anchor.line) {
      return { ok: false, error: "Pull request review thread start line must precede the end line." };
    }
    if (!hunk.side[side].has(anchor.startLine)) {
      return { ok: false, error: "Pull request review thread start line must be part of the same hunk as the line." };
    }
  }
  return { ok: true, diffHunk: hunkUpTo(hunk, anchor.side, anchor.line) };
}

/** Adds a review with its comments, each of which opens a thread; they were placed before. */
export function addReview(state: State, pull: Pull, review: NewReview, files: readonly DiffFile[]): Review {
  const added = newReview(state, pull, review);
  for (const comment of review.comments) {
    const placed = place(files, comment.anchor);
    if (!placed.ok) throw new Error(placed.error);
    const thread: Thread = {
      nodeId: nodeId("PRRT", takeId(state)),
      pull,
      original: comment.anchor,
      originalCommit: review.commitId,
      diffHunk: placed.diffHunk,
      line: comment.anchor.line,
      startLine: comment.anchor.startLine,
      resolvedBy: null,
      comments: [],
    };
    pull.threads.push(thread);
    addToThread(state, thread, added, review, comment.body);
  }
  return added;
}

/** A reply is a review of its own with one comment, which is how GitHub stores it. */
export function addReply(state: State, thread: Thread, user: Account, viaApp: boolean, body: string): ReviewComment {
  const author = { user, viaApp, state: "COMMENTED", body: "", commitId: thread.pull.headSha, comments: [] } as const;
  const review = newReview(state, thread.pull, author);
  return addToThread(state, thread, review, author, body);
}

function newReview(state: State, pull: Pull, review: NewReview): Review {
  const id = takeId(state);
  const added: Review = {
    id,
    nodeId: nodeId("PRR", id),
    pull,
    user: review.user,
    body: review.body,
    state: review.state,
    commitId: review.commitId,
    submittedAt: timestamp(),
    minimizedReason: null,
  };
  pull.reviews.push(added);
  return added;
}

function addToThread(state: State, thread: Thread, review: Review, author: NewReview, body: string): ReviewComment {
  const id = takeId(state);
  const at = timestamp();
  const comment: ReviewComment = {
    id,
    nodeId: nodeId("PRRC", id),
    user: author.user,
    viaApp: author.viaApp,
    body,
    createdAt: at,
    updatedAt: at,
    minimizedReason: null,
    bodies: [body],
    reactions: [],
    thread,
    review,
    inReplyTo: thread.comments[0]?.id ?? null,
  };
  thread.comments.push(comment);
  return comment;
}
