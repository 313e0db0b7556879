import type { Probot } from "probot";
import { pullLocator, repositoryOf, type EventPorts } from "../events.ts";
import { subjectName } from "../locator.ts";

/** A pull request's code or base changed: it is checked. Closed: what was going on for it is given up. */
export function onPullRequest(app: Probot, { requestCheck, cancelCheck, memory }: EventPorts): void {
  app.on(
    ["pull_request.opened", "pull_request.reopened", "pull_request.synchronize", "pull_request.ready_for_review"],
    async (context) => {
      await requestCheck(pullLocator(repositoryOf(context), context.payload.pull_request));
    },
  );

  app.on("pull_request.edited", async (context) => {
    if (!context.payload.changes.base) return;
    await requestCheck(pullLocator(repositoryOf(context), context.payload.pull_request));
  });

  app.on("pull_request.closed", async (context) => {
    const locator = pullLocator(repositoryOf(context), context.payload.pull_request);
    await cancelCheck(locator);
    await memory.forgetSubject(locator.repositoryId, subjectName(locator));
    // Others at the same commit may have been shown this one's conclusion.
    for (const { subject } of await memory.conclusionsFor(locator.repositoryId, locator.headSha)) {
      const [kind, number] = subject.split("/");
      if (kind === "pull") await requestCheck({ ...locator, subject: { kind, number: Number(number) } });
    }
  });
}
