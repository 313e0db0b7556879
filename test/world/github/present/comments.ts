import { nodeId } from "../state.ts";
import type { IssueComment, Reaction, Review, ReviewComment } from "../state.ts";
import type { World } from "../world.ts";
import { presentApp, presentUser } from "./accounts.ts";
import type { Presented } from "./accounts.ts";
import { association } from "./pulls.ts";
import { repositoryApi, repositoryPage } from "./repositories.ts";

const CONTENTS = ["+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"] as const;

function rollup(url: string, reactions: readonly Reaction[]): Presented {
  const counts = CONTENTS.map((content) => [content, reactions.filter((one) => one.content === content).length]);
  return { url, total_count: reactions.length, ...Object.fromEntries(counts) };
}

export function presentReaction(world: World, reaction: Reaction): Presented {
  return {
    id: reaction.id,
    node_id: nodeId("REA", reaction.id),
    user: presentUser(world, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

export function presentIssueComment(world: World, comment: IssueComment): Presented {
  const { pull } = comment;
  const api = `${repositoryApi(world, pull.repository)}/issues`;
  return {
    id: comment.id,
    node_id: comment.nodeId,
    url: `${api}/comments/${comment.id}`,
    html_url: `${repositoryPage(world, pull.repository)}/pull/${pull.number}#issuecomment-${comment.id}`,
    issue_url: `${api}/${pull.number}`,
    user: presentUser(world, comment.user),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(pull.repository, comment.user),
    reactions: rollup(`${api}/comments/${comment.id}/reactions`, comment.reactions),
    performed_via_github_app: comment.viaApp ? presentApp(world, world.state.app) : null,
  };
}

export function presentReview(world: World, review: Review): Presented {
  const { pull } = review;
  const page = `${repositoryPage(world, pull.repository)}/pull/${pull.number}#pullrequestreview-${review.id}`;
  const api = `${repositoryApi(world, pull.repository)}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: review.nodeId,
    user: presentUser(world, review.user),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: api,
    author_association: association(pull.repository, review.user),
    _links: { html: { href: page }, pull_request: { href: api } },
    ...(review.state === "PENDING" ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commitId,
  };
}

export function presentReviewComment(world: World, comment: ReviewComment): Presented {
  const { thread } = comment;
  const { pull, original } = thread;
  const api = `${repositoryApi(world, pull.repository)}/pulls`;
  const page = `${repositoryPage(world, pull.repository)}/pull/${pull.number}#discussion_r${comment.id}`;
  const self = `${api}/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: comment.nodeId,
    url: self,
    html_url: page,
    pull_request_url: `${api}/${pull.number}`,
    pull_request_review_id: comment.review.id,
    user: presentUser(world, comment.user),
    body: comment.body,
    diff_hunk: thread.diffHunk,
    path: original.path,
    // GitHub moves a comment's commit along with the head, until the line itself changes: then it is outdated.
    commit_id: thread.line === null ? thread.originalCommit : pull.headSha,
    original_commit_id: thread.originalCommit,
    side: original.side,
    line: thread.line,
    original_line: original.line,
    start_line: thread.startLine,
    original_start_line: original.startLine,
    start_side: original.startSide,
    position: thread.line === null ? null : 1,
    original_position: 1,
    subject_type: "line",
    ...(comment.inReplyTo === null ? {} : { in_reply_to_id: comment.inReplyTo }),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(pull.repository, comment.user),
    _links: { self: { href: self }, html: { href: page }, pull_request: { href: `${api}/${pull.number}` } },
    reactions: rollup(`${self}/reactions`, comment.reactions),
  };
}
