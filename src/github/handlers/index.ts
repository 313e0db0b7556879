import type { Probot } from "probot";
import { explaining } from "../failures.ts";
import type { EventPorts } from "../events.ts";
import { onCheckRun } from "./check-run.ts";
import { onCheckSuite } from "./check-suite.ts";
import { onInstallation } from "./installation.ts";
import { onIssueComment } from "./issue-comment.ts";
import { onMergeGroup } from "./merge-group.ts";
import { onPullRequest } from "./pull-request.ts";
import { onReviewComment } from "./review-comment.ts";

const handlers = [
  onPullRequest,
  onCheckRun,
  onCheckSuite,
  onMergeGroup,
  onInstallation,
  onIssueComment,
  onReviewComment,
];

/** Events that a handler exists for; other deliveries need not be stored. */
export const handledEvents: ReadonlySet<string> = new Set([
  "pull_request",
  "check_run",
  "check_suite",
  "merge_group",
  "installation",
  "installation_repositories",
  "issue_comment",
  "pull_request_review_comment",
]);

/** Lets the App work on events. */
export function handleEvents(app: Probot, ports: EventPorts): void {
  for (const handler of handlers) handler(app, ports);
}

/** Hands a stored delivery to the handlers. Its signature was verified before it was stored. */
export async function receive(
  app: Probot,
  delivery: { readonly id: string; readonly name: string; readonly body: string },
): Promise<void> {
  const event = { id: delivery.id, name: delivery.name, payload: JSON.parse(delivery.body) } as Parameters<
    Probot["receive"]
  >[0];
  await explaining(() => app.receive(event));
}
