import { sendReviewComment } from "../events.ts";
import { failure, integer, invalidField, notFound, ok, paginate, text } from "../http.ts";
import type { Answer, Call, Route } from "../http.ts";
import { presentReview, presentReviewComment } from "../present/comments.ts";
import { resolveCommit } from "../git.ts";
import { addReply, addReview, BODY_LIMIT, isCommitOf, isTooLong, place, reviewedFiles } from "../reviews.ts";
import type { NewComment } from "../reviews.ts";
import { timestamp } from "../state.ts";
import type { Anchor, Review, ReviewComment, ReviewState, Side } from "../state.ts";
import { pullInPath } from "./pulls.ts";

const READ = [{ pull_requests: "read" }] as const;
const WRITE = [{ pull_requests: "write" }] as const;

export const reviewRoutes: readonly Route[] = [
  { operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", needs: READ, handle: listReviews },
  { operation: "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", needs: WRITE, handle: createReview },
  { operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}", needs: READ, handle: getReview },
  {
    operation: "PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}",
    needs: WRITE,
    handle: updateReview,
  },
  {
    operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments",
    needs: READ,
    handle: listReviewComments,
  },
  { operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments", needs: READ, handle: listComments },
  { operation: "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments", needs: WRITE, handle: createComment },
  {
    operation: "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies",
    needs: WRITE,
    handle: createReply,
  },
  { operation: "GET /repos/{owner}/{repo}/pulls/comments/{comment_id}", needs: READ, handle: getComment },
  { operation: "PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}", needs: WRITE, handle: updateComment },
  { operation: "DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}", needs: WRITE, handle: deleteComment },
];

const STATES: Readonly<Record<string, ReviewState>> = {
  APPROVE: "APPROVED",
  REQUEST_CHANGES: "CHANGES_REQUESTED",
  COMMENT: "COMMENTED",
};

export function reviewCommentInPath(call: Call): ReviewComment | undefined {
  const id = Number(call.params["comment_id"]);
  const comments = [...call.repository.pulls.values()]
    .flatMap((pull) => pull.threads)
    .flatMap((thread) => thread.comments);
  return comments.find((comment) => comment.id === id);
}

function listReviews(call: Call): Answer {
  const pull = pullInPath(call);
  if (pull === undefined) return notFound();
  const page = paginate(call, pull.reviews);
  return ok(
    page.items.map((review) => presentReview(call.world, review)),
    page.headers,
  );
}

function anchorOf(comment: Readonly<Record<string, unknown>>): Anchor | null {
  const line = integer(comment["line"]);
  if (line === null) return null;
  const side = (text(comment["side"]) ?? "RIGHT") as Side;
  const startLine = integer(comment["start_line"]);
  const startSide = startLine === null ? null : ((text(comment["start_side"]) ?? side) as Side);
  return { path: text(comment["path"]) ?? "", side, line, startLine, startSide };
}

function unprocessable(...errors: readonly string[]): Answer {
  return failure(422, "Unprocessable Entity", errors);
}

async function createReview(call: Call): Promise<Answer> {
  const { world, body: given } = call;
  const pull = pullInPath(call);
  if (pull === undefined) return notFound();
  const commitId = text(given["commit_id"]) ?? pull.headSha;
  const known = await resolveCommit(pull.repository.git, commitId);
  if (known === null || !(await isCommitOf(pull, commitId))) {
    return unprocessable("The head commit of the pull request could not be found");
  }
  const body = text(given["body"]) ?? "";
  const state = STATES[text(given["event"]) ?? ""] ?? "PENDING";
  const listed = Array.isArray(given["comments"]) ? (given["comments"] as Record<string, unknown>[]) : [];
  if (state === "CHANGES_REQUESTED" && body === "") return unprocessable("Body can't be blank");
  if (state === "COMMENTED" && body === "" && listed.length === 0) return unprocessable("Body can't be blank");
  if (isTooLong(body)) return unprocessable(`Body is too long (maximum is ${BODY_LIMIT} characters)`);
  const user = world.state.app.bot;
  if (pull.reviews.some((review) => review.state === "PENDING" && review.user === user)) {
    return unprocessable("User can only have one pending review per pull request");
  }
  const files = await reviewedFiles(pull, commitId);
  const comments: NewComment[] = [];
  for (const one of listed) {
    const anchor = anchorOf(one);
    const words = text(one["body"]) ?? "";
    if (anchor === null) return unprocessable("Position or line must be given");
    if (words.trim() === "") return unprocessable("Pull request review thread body can't be blank");
    if (isTooLong(words)) return unprocessable(`Body is too long (maximum is ${BODY_LIMIT} characters)`);
    const placed = place(files, anchor);
    if (!placed.ok) return unprocessable(placed.error);
    comments.push({ anchor, body: words });
  }
  const review = addReview(world.state, pull, { user, viaApp: true, state, body, commitId, comments }, files);
  for (const thread of pull.threads) {
    for (const comment of thread.comments) {
      if (comment.review === review) void sendReviewComment(world, comment, "created", user);
    }
  }
  return ok(presentReview(world, review));
}

function reviewInPath(call: Call): Review | undefined {
  return pullInPath(call)?.reviews.find((review) => review.id === Number(call.params["review_id"]));
}

function getReview(call: Call): Answer {
  const review = reviewInPath(call);
  return review === undefined ? notFound() : ok(presentReview(call.world, review));
}

function updateReview(call: Call): Answer {
  const review = reviewInPath(call);
  if (review === undefined) return notFound();
  if (review.user !== call.world.state.app.bot) return failure(403, "Resource not accessible by integration");
  review.body = text(call.body["body"]) ?? "";
  return ok(presentReview(call.world, review));
}

function listReviewComments(call: Call): Answer {
  const review = reviewInPath(call);
  if (review === undefined) return notFound();
  const comments = review.pull.threads
    .flatMap((thread) => thread.comments)
    .filter((comment) => comment.review === review);
  const page = paginate(call, comments);
  return ok(
    page.items.map((comment) => presentReviewComment(call.world, comment)),
    page.headers,
  );
}

function listComments(call: Call): Answer {
  const pull = pullInPath(call);
  if (pull === undefined) return notFound();
  const comments = pull.threads.flatMap((thread) => thread.comments).toSorted((a, b) => a.id - b.id);
  const page = paginate(call, comments);
  return ok(
    page.items.map((comment) => presentReviewComment(call.world, comment)),
    page.headers,
  );
}

async function createComment(call: Call): Promise<Answer> {
  const pull = pullInPath(call);
  if (pull === undefined) return notFound();
  const { world, body } = call;
  const user = world.state.app.bot;
  const inReplyTo = integer(body["in_reply_to"]);
  if (inReplyTo !== null) return reply(call, inReplyTo);
  const commitId = text(body["commit_id"]) ?? "";
  if (!(await isCommitOf(pull, commitId))) {
    return invalidField("PullRequestReviewComment", "commit_id", "custom", "commit_id is not part of the pull request");
  }
  const anchor = anchorOf(body);
  const field = "pull_request_review_thread.line";
  if (anchor === null) return invalidField("PullRequestReviewComment", field, "missing_field");
  const files = await reviewedFiles(pull, commitId);
  if (!place(files, anchor).ok) {
    return invalidField("PullRequestReviewComment", field, "custom", `${field} must be part of the diff`);
  }
  const comments = [{ anchor, body: text(body["body"]) ?? "" }];
  const review = { user, viaApp: true, state: "COMMENTED", body: "", commitId, comments } as const;
  addReview(world.state, pull, review, files);
  const comment = pull.threads.at(-1)?.comments[0];
  if (comment === undefined) return notFound();
  void sendReviewComment(world, comment, "created", user);
  return { status: 201, body: presentReviewComment(world, comment) };
}

function createReply(call: Call): Answer {
  return reply(call, Number(call.params["comment_id"]));
}

/** Only a thread's first comment can be replied to; the answer joins the same thread. */
function reply(call: Call, to: number): Answer {
  const thread = pullInPath(call)?.threads.find((one) => one.comments[0]?.id === to);
  if (thread === undefined) return notFound();
  const body = text(call.body["body"]) ?? "";
  if (isTooLong(body)) return invalidField("PullRequestReviewComment", "data", "unprocessable", "Body is too long");
  const comment = addReply(call.world.state, thread, call.world.state.app.bot, true, body);
  void sendReviewComment(call.world, comment, "created", comment.user);
  return { status: 201, body: presentReviewComment(call.world, comment) };
}

function getComment(call: Call): Answer {
  const comment = reviewCommentInPath(call);
  return comment === undefined ? notFound() : ok(presentReviewComment(call.world, comment));
}

function updateComment(call: Call): Answer {
  const comment = reviewCommentInPath(call);
  if (comment === undefined) return notFound();
  if (comment.user !== call.world.state.app.bot) return failure(403, "Resource not accessible by integration");
  const body = text(call.body["body"]) ?? "";
  if (isTooLong(body)) return invalidField("PullRequestReviewComment", "data", "unprocessable", "Body is too long");
  const from = comment.body;
  comment.body = body;
  comment.bodies.push(body);
  comment.updatedAt = timestamp();
  void sendReviewComment(call.world, comment, "edited", comment.user, { changes: { body: { from } } });
  return ok(presentReviewComment(call.world, comment));
}

function deleteComment(call: Call): Answer {
  const comment = reviewCommentInPath(call);
  if (comment === undefined) return notFound();
  const { thread } = comment;
  thread.comments.splice(thread.comments.indexOf(comment), 1);
  const { threads } = thread.pull;
  if (thread.comments.length === 0) threads.splice(threads.indexOf(thread), 1);
  return { status: 204 };
}
