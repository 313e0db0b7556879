import type { Probot } from "probot";
import { pullLocator, repositoryOf, type EventPorts } from "../events.ts";

/** Somebody pressed "Re-run all checks": every open pull request with this head is checked again. */
export function onCheckSuite(app: Probot, { requestCheck }: EventPorts): void {
  app.on("check_suite.rerequested", async (context) => {
    const place = repositoryOf(context);
    const { head_sha: headSha } = context.payload.check_suite;
    // The event's own list leaves out pull requests from forks.
    const { data } = await context.octokit.rest.repos.listPullRequestsAssociatedWithCommit({
      owner: place.owner,
      repo: place.repo,
      commit_sha: headSha,
      per_page: 100,
    });
    for (const pull of data) {
      if (pull.state === "open" && pull.head.sha === headSha)
        await requestCheck({ ...pullLocator(place, pull), isFresh: true });
    }
  });
}
