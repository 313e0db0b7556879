import type { Probot } from "probot";
import { answer } from "../answer.ts";
import { repositoryOf, type EventPorts } from "../events.ts";

/** A comment on a line of a pull request. */
export function onReviewComment(app: Probot, ports: EventPorts): void {
  app.on("pull_request_review_comment.created", async (context) => {
    const { pull_request: pull, comment } = context.payload;
    const place = repositoryOf(context);
    const { owner, repo } = place;
    const { pulls, reactions } = context.octokit.rest;
    // Replies go to the comment that started the thread.
    const thread = comment.in_reply_to_id ?? comment.id;
    await answer(
      {
        github: context.octokit,
        place,
        pull: pull.number,
        body: comment.body,
        author: comment.user,
        createdAt: new Date(comment.created_at),
        edited: comment.updated_at !== comment.created_at,
        acknowledge: () =>
          reactions.createForPullRequestReviewComment({ owner, repo, comment_id: comment.id, content: "eyes" }),
        reply: (body) =>
          pulls.createReplyForReviewComment({ owner, repo, pull_number: pull.number, comment_id: thread, body }),
      },
      ports,
    );
  });
}
