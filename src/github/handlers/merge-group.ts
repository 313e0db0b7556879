import type { Probot } from "probot";
import { repositoryOf, type EventPorts, type RepositoryPlace } from "../events.ts";
import type { Locator } from "../locator.ts";

/** The merge queue asks for its required checks: one that does not answer hangs the queue. */
export function onMergeGroup(app: Probot, { requestCheck, cancelCheck }: EventPorts): void {
  app.on("merge_group.checks_requested", async (context) => {
    const { repository, installation, merge_group: group } = context.payload;
    if (repository)
      await requestCheck(groupLocator(repositoryOf({ id: context.id, payload: { repository, installation } }), group));
  });

  app.on("merge_group.destroyed", async (context) => {
    const { repository, installation, merge_group: group } = context.payload;
    if (repository)
      await cancelCheck(groupLocator(repositoryOf({ id: context.id, payload: { repository, installation } }), group));
  });
}

function groupLocator(
  place: RepositoryPlace,
  {
    head_sha: headSha,
    base_sha: baseSha,
    base_ref: baseRef,
  }: { readonly head_sha: string; readonly base_sha: string; readonly base_ref: string },
): Locator {
  return {
    ...place,
    subject: { kind: "merge-group", headSha, baseSha, baseBranch: baseRef.replace(/^refs\/heads\//, "") },
    headSha,
  };
}
