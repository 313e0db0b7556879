import type { Probot } from "probot";
import { answer } from "../answer.ts";
import { repositoryOf, type EventPorts } from "../events.ts";

/** A comment in a pull request's conversation. */
export function onIssueComment(app: Probot, ports: EventPorts): void {
  app.on("issue_comment.created", async (context) => {
    const { issue, comment } = context.payload;
    if (!issue.pull_request) return;
    const place = repositoryOf(context);
    const { owner, repo } = place;
    const { issues, reactions } = context.octokit.rest;
    await answer(
      {
        github: context.octokit,
        place,
        pull: issue.number,
        body: comment.body,
        author: comment.user,
        createdAt: new Date(comment.created_at),
        edited: comment.updated_at !== comment.created_at,
        acknowledge: () => reactions.createForIssueComment({ owner, repo, comment_id: comment.id, content: "eyes" }),
        reply: (body) => issues.createComment({ owner, repo, issue_number: issue.number, body }),
      },
      ports,
    );
  });
}
