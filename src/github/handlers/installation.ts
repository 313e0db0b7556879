import type { Probot } from "probot";
import type { GitHub } from "../client.ts";
import { pullLocator, type EventPorts, type RepositoryPlace } from "../events.ts";

/** The App can now see repositories that it could not before: their open pull requests are checked. */
export function onInstallation(app: Probot, ports: EventPorts): void {
  app.on(["installation.created", "installation.new_permissions_accepted"], async ({ id, payload, octokit }) => {
    // The payload's list of repositories is missing after new permissions, and bounded on creation.
    const repositories = await octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, { per_page: 100 });
    for (const { id: repositoryId, name, owner, archived } of repositories) {
      if (archived) continue;
      const place = {
        owner: owner.login,
        ownerId: owner.id,
        repo: name,
        repositoryId,
        installationId: payload.installation.id,
        deliveredBy: id,
      };
      await checkOpenPulls(octokit, place, ports);
    }
  });

  app.on("installation_repositories.added", async ({ id, payload, octokit }) => {
    const { account } = payload.installation;
    if (!account || !("login" in account)) return;
    for (const { id: repositoryId, name } of payload.repositories_added) {
      const place = {
        owner: account.login,
        ownerId: account.id,
        repo: name,
        repositoryId,
        installationId: payload.installation.id,
        deliveredBy: id,
      };
      await checkOpenPulls(octokit, place, ports);
    }
  });
}

/** A check that is already on its way need not start anew. */
async function checkOpenPulls(
  octokit: GitHub,
  place: RepositoryPlace,
  { requestCheck, isPending }: EventPorts,
): Promise<void> {
  const { owner, repo } = place;
  for (const pull of await octokit.paginate(octokit.rest.pulls.list, { owner, repo, state: "open", per_page: 100 })) {
    const locator = pullLocator(place, pull);
    if (!(await isPending(locator))) await requestCheck(locator);
  }
}
