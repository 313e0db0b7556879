import { fullName, nodeId, permissionOf } from "../state.ts";
import type { Account, Pull, Repository } from "../state.ts";
import type { World } from "../world.ts";
import { presentUser } from "./accounts.ts";
import type { Presented } from "./accounts.ts";
import { presentRepository, repositoryApi, repositoryPage } from "./repositories.ts";

/** What counting a pull request's commits and changes gives; only a single pull request's answer has it. */
export interface PullCounts {
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
}

export function association(repository: Repository, account: Account): string {
  if (repository.owner.id === account.id) return "OWNER";
  if (account.type === "Bot") return "NONE";
  const permission = repository.collaborators.has(account.login.toLowerCase())
    ? permissionOf(repository, account.login)
    : "none";
  if (permission === "none") return "NONE";
  return repository.owner.type === "Organization" ? "MEMBER" : "COLLABORATOR";
}

function end(world: World, repository: Repository | null, owner: Account, ref: string, sha: string): Presented {
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: presentUser(world, owner),
    repo: repository === null ? null : presentRepository(world, repository),
  };
}

/** A pull request as lists show it. */
export function presentPull(world: World, pull: Pull): Presented {
  const api = `${repositoryApi(world, pull.repository)}/pulls/${pull.number}`;
  const issue = `${repositoryApi(world, pull.repository)}/issues/${pull.number}`;
  const page = `${repositoryPage(world, pull.repository)}/pull/${pull.number}`;
  const statuses = `${repositoryApi(world, pull.repository)}/statuses/${pull.headSha}`;
  const links = {
    self: api,
    html: page,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${api}/comments`,
    review_comment: `${repositoryApi(world, pull.repository)}/pulls/comments{/number}`,
    commits: `${api}/commits`,
    statuses,
  };
  return {
    id: pull.id,
    node_id: nodeId("PR", pull.id),
    number: pull.number,
    url: api,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: statuses,
    state: pull.state,
    locked: false,
    active_lock_reason: null,
    title: pull.title,
    body: pull.body,
    user: presentUser(world, pull.user),
    labels: [],
    milestone: null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.testMerge.sha,
    head: end(world, pull.headRepository, pull.headRepository?.owner ?? pull.user, pull.headRef, pull.headSha),
    base: end(world, pull.repository, pull.repository.owner, pull.baseRef, pull.baseSha),
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    author_association: association(pull.repository, pull.user),
    auto_merge: null,
    draft: pull.draft,
  };
}

/** A pull request as it is shown alone and in webhooks. */
export function presentFullPull(world: World, pull: Pull, counts: PullCounts): Presented {
  const merge = pull.testMerge.state;
  const known = merge === "clean" || merge === "conflict";
  const state = pull.draft ? "draft" : merge === "conflict" ? "dirty" : "clean";
  return {
    ...presentPull(world, pull),
    merged: pull.mergedAt !== null,
    mergeable: known && pull.state === "open" ? merge === "clean" : null,
    rebaseable: known && pull.state === "open" ? merge === "clean" : null,
    mergeable_state: known ? state : "unknown",
    merged_by: pull.mergedBy === null ? null : presentUser(world, pull.mergedBy),
    comments: pull.issueComments.length,
    review_comments: pull.threads.flatMap((thread) => thread.comments).length,
    maintainer_can_modify: pull.headRepository !== null && pull.headRepository !== pull.repository,
    commits: counts.commits,
    additions: counts.additions,
    deletions: counts.deletions,
    changed_files: counts.changedFiles,
  };
}

/** A pull request as checks name it. */
export function presentMinimalPull(world: World, pull: Pull): Presented {
  const named = (repository: Repository): Presented => ({
    id: repository.id,
    url: repositoryApi(world, repository),
    name: repository.name,
  });
  return {
    id: pull.id,
    number: pull.number,
    url: `${repositoryApi(world, pull.repository)}/pulls/${pull.number}`,
    head: { ref: pull.headRef, sha: pull.headSha, repo: named(pull.headRepository ?? pull.repository) },
    base: { ref: pull.baseRef, sha: pull.baseSha, repo: named(pull.repository) },
  };
}

/** A pull request as the issue that an `issue_comment` webhook carries: told apart from an issue by `pull_request`. */
export function presentIssue(world: World, pull: Pull): Presented {
  const api = `${repositoryApi(world, pull.repository)}/issues/${pull.number}`;
  const page = `${repositoryPage(world, pull.repository)}/pull/${pull.number}`;
  return {
    id: pull.id,
    node_id: nodeId("PR", pull.id),
    number: pull.number,
    url: api,
    repository_url: repositoryApi(world, pull.repository),
    labels_url: `${api}/labels{/name}`,
    comments_url: `${api}/comments`,
    events_url: `${api}/events`,
    timeline_url: `${api}/timeline`,
    html_url: page,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    state_reason: null,
    locked: false,
    active_lock_reason: null,
    user: presentUser(world, pull.user),
    labels: [],
    milestone: null,
    assignee: null,
    assignees: [],
    comments: pull.issueComments.length,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    author_association: association(pull.repository, pull.user),
    draft: pull.draft,
    pull_request: {
      url: `${world.urls.api}/repos/${fullName(pull.repository)}/pulls/${pull.number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.mergedAt,
    },
    reactions: noReactions(`${api}/reactions`),
    performed_via_github_app: null,
  };
}

function noReactions(url: string): Presented {
  return { url, total_count: 0, "+1": 0, "-1": 0, laugh: 0, hooray: 0, confused: 0, heart: 0, rocket: 0, eyes: 0 };
}
