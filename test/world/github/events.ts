import { presentInstallation } from "./present/accounts.ts";
import { presentCheckRunEvent, presentCheckSuite } from "./present/checks.ts";
import { presentIssueComment, presentReviewComment } from "./present/comments.ts";
import { presentFullPull, presentIssue, presentPull } from "./present/pulls.ts";
import { presentRepositoryName } from "./present/repositories.ts";
import type { Presented } from "./present/accounts.ts";
import { pullCounts } from "./pulls.ts";
import { installationOf } from "./state.ts";
import type {
  Account,
  CheckRun,
  CheckSuite,
  Installation,
  IssueComment,
  Pull,
  Repository,
  ReviewComment,
} from "./state.ts";
import type { Delivery } from "./webhooks.ts";
import type { World } from "./world.ts";

/** The webhooks that GitHub sends, each from what happened. */

type Sent = Promise<Delivery | null>;

function send(
  world: World,
  event: string,
  action: string,
  repository: Repository,
  sender: Account,
  content: Presented,
): Sent {
  const installation = installationOf(world.state, repository);
  return world.webhooks.send({ event, action, installation, repository, sender, content });
}

export async function sendPull(world: World, pull: Pull, action: string, sender: Account, more: Presented = {}): Sent {
  const pull_request = presentFullPull(world, pull, await pullCounts(pull));
  return send(world, "pull_request", action, pull.repository, sender, { number: pull.number, pull_request, ...more });
}

export function sendIssueComment(
  world: World,
  comment: IssueComment,
  action: "created" | "edited",
  sender: Account,
  changes: Presented = {},
): Sent {
  const content = {
    issue: presentIssue(world, comment.pull),
    comment: presentIssueComment(world, comment),
    ...changes,
  };
  return send(world, "issue_comment", action, comment.pull.repository, sender, content);
}

export function sendReviewComment(
  world: World,
  comment: ReviewComment,
  action: "created" | "edited",
  sender: Account,
  changes: Presented = {},
): Sent {
  const pull = comment.thread.pull;
  const content = { comment: presentReviewComment(world, comment), pull_request: presentPull(world, pull), ...changes };
  return send(world, "pull_request_review_comment", action, pull.repository, sender, content);
}

export function sendCheckRun(world: World, run: CheckRun, action: string, sender: Account, more: Presented = {}): Sent {
  return send(world, "check_run", action, run.repository, sender, {
    check_run: presentCheckRunEvent(world, run),
    ...more,
  });
}

export async function sendCheckSuite(world: World, suite: CheckSuite, action: string, sender: Account): Sent {
  const { repository: _, ...check_suite } = await presentCheckSuite(world, suite);
  return send(world, "check_suite", action, suite.repository, sender, { check_suite });
}

export function sendMergeGroup(
  world: World,
  repository: Repository,
  action: "checks_requested" | "destroyed",
  sender: Account,
  content: Presented,
): Sent {
  return send(world, "merge_group", action, repository, sender, content);
}

export function sendInstallation(
  world: World,
  installation: Installation,
  action: "created" | "deleted" | "suspend" | "unsuspend",
  repositories: readonly Repository[],
  sender: Account,
): Sent {
  const content = {
    installation: presentInstallation(world, installation),
    repositories: repositories.map(presentRepositoryName),
    requester: null,
  };
  // A deleted installation gets its last webhook although it is no more, a suspended one although it is silent.
  const live = { ...installation, suspendedAt: null };
  return world.webhooks.send({ event: "installation", action, installation: live, repository: null, sender, content });
}

export function sendInstallationRepositories(
  world: World,
  installation: Installation,
  action: "added" | "removed",
  repositories: readonly Repository[],
  sender: Account,
): Sent {
  const names = repositories.map(presentRepositoryName);
  const content = {
    repository_selection: installation.repositories === "all" ? "all" : "selected",
    repositories_added: action === "added" ? names : [],
    repositories_removed: action === "removed" ? names : [],
    requester: null,
  };
  const event = "installation_repositories";
  return world.webhooks.send({ event, action, installation, repository: null, sender, content });
}
