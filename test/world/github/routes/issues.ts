import { addIssueComment, addReaction } from "../comments.ts";
import { sendIssueComment } from "../events.ts";
import { failure, invalidField, notFound, ok, paginate, text } from "../http.ts";
import type { Answer, Call, Route } from "../http.ts";
import { presentIssueComment, presentReaction } from "../present/comments.ts";
import { BODY_LIMIT, isTooLong } from "../reviews.ts";
import { timestamp } from "../state.ts";
import type { IssueComment, Reaction, ReactionContent } from "../state.ts";
import { pullInPath } from "./pulls.ts";
import { reviewCommentInPath } from "./reviews.ts";

/**
 * Every issue here is a pull request, and GitHub keys the permission off what is commented on: `issues` alone does
 * not do for a pull request's comments.
 */
const READ = [{ pull_requests: "read" }] as const;
const WRITE = [{ pull_requests: "write" }] as const;

export const issueRoutes: readonly Route[] = [
  { operation: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments", needs: READ, handle: listComments },
  { operation: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments", needs: WRITE, handle: createComment },
  { operation: "GET /repos/{owner}/{repo}/issues/comments/{comment_id}", needs: READ, handle: getComment },
  { operation: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", needs: WRITE, handle: updateComment },
  { operation: "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", needs: WRITE, handle: deleteComment },
  ...reactionRoutes("issues"),
  ...reactionRoutes("pulls"),
];

function commentInPath(call: Call): IssueComment | undefined {
  const comments = [...call.repository.pulls.values()].flatMap((pull) => pull.issueComments);
  return comments.find((comment) => comment.id === Number(call.params["comment_id"]));
}

function bodyProblem(body: string): Answer | null {
  if (body.trim() === "") return invalidField("IssueComment", "body", "missing_field");
  if (!isTooLong(body)) return null;
  return invalidField(
    "IssueComment",
    "data",
    "unprocessable",
    `Body is too long (maximum is ${BODY_LIMIT} characters)`,
  );
}

function listComments(call: Call): Answer {
  const pull = pullInPath(call);
  if (pull === undefined) return notFound();
  const since = call.query["since"];
  const page = paginate(
    call,
    pull.issueComments.filter((one) => since === undefined || one.updatedAt >= since),
  );
  return ok(
    page.items.map((comment) => presentIssueComment(call.world, comment)),
    page.headers,
  );
}

function createComment(call: Call): Answer {
  const pull = pullInPath(call);
  if (pull === undefined) return notFound();
  const body = text(call.body["body"]) ?? "";
  const problem = bodyProblem(body);
  if (problem !== null) return problem;
  const comment = addIssueComment(call.world.state, pull, call.world.state.app.bot, true, body);
  void sendIssueComment(call.world, comment, "created", comment.user);
  return { status: 201, body: presentIssueComment(call.world, comment) };
}

function getComment(call: Call): Answer {
  const comment = commentInPath(call);
  return comment === undefined ? notFound() : ok(presentIssueComment(call.world, comment));
}

function updateComment(call: Call): Answer {
  const comment = commentInPath(call);
  if (comment === undefined) return notFound();
  if (comment.user !== call.world.state.app.bot) return failure(403, "Resource not accessible by integration");
  const body = text(call.body["body"]) ?? "";
  const problem = bodyProblem(body);
  if (problem !== null) return problem;
  const from = comment.body;
  comment.body = body;
  comment.bodies.push(body);
  comment.updatedAt = timestamp();
  void sendIssueComment(call.world, comment, "edited", comment.user, { changes: { body: { from } } });
  return ok(presentIssueComment(call.world, comment));
}

function deleteComment(call: Call): Answer {
  const comment = commentInPath(call);
  if (comment === undefined) return notFound();
  comment.pull.issueComments.splice(comment.pull.issueComments.indexOf(comment), 1);
  return { status: 204 };
}

function reactionRoutes(kind: "issues" | "pulls"): Route[] {
  const path = `/repos/{owner}/{repo}/${kind}/comments/{comment_id}/reactions` as const;
  const reactionsOf = (call: Call): Reaction[] | undefined =>
    (kind === "issues" ? commentInPath(call) : reviewCommentInPath(call))?.reactions;
  return [
    { operation: `GET ${path}`, needs: READ, handle: (call) => listReactions(call, reactionsOf(call)) },
    { operation: `POST ${path}`, needs: WRITE, handle: (call) => createReaction(call, reactionsOf(call)) },
    {
      operation: `DELETE ${path}/{reaction_id}`,
      needs: WRITE,
      handle: (call) => deleteReaction(call, reactionsOf(call)),
    },
  ];
}

function listReactions(call: Call, reactions: readonly Reaction[] | undefined): Answer {
  if (reactions === undefined) return notFound();
  const page = paginate(call, reactions);
  return ok(
    page.items.map((reaction) => presentReaction(call.world, reaction)),
    page.headers,
  );
}

/** 201 for a new reaction, 200 for one that was there already. */
function createReaction(call: Call, reactions: Reaction[] | undefined): Answer {
  if (reactions === undefined) return notFound();
  const content = call.body["content"] as ReactionContent;
  const { reaction, isNew } = addReaction(call.world.state, reactions, call.world.state.app.bot, content);
  return { status: isNew ? 201 : 200, body: presentReaction(call.world, reaction) };
}

function deleteReaction(call: Call, reactions: Reaction[] | undefined): Answer {
  const index = reactions?.findIndex((one) => one.id === Number(call.params["reaction_id"])) ?? -1;
  if (index < 0) return notFound();
  reactions?.splice(index, 1);
  return { status: 204 };
}
