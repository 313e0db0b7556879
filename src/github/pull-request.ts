import { setTimeout as sleep } from "node:timers/promises";
import { RetryableError } from "../model/errors.ts";
import type { GitHub } from "./client.ts";
import type { PullLocator } from "./locator.ts";

/** A pull request as a check needs it. */
export type PullRequest = {
  readonly number: number;
  readonly isOpen: boolean;
  readonly headSha: string;
  readonly baseBranch: string;
  /** The head is in another repository, whose owner may be anybody. */
  readonly isFork: boolean;
  /** The test merge into the base branch; null when there is a conflict. */
  readonly mergeSha: string | null;
};

/** Waits between looks, in milliseconds: GitHub works a test merge out after it was first asked for. */
const WAITS = [300, 700, 1500, 3000];

/**
 * Reads a pull request, waiting until GitHub knows whether it merges, and until the answer is not older than the
 * event that asked: GitHub's replicas may lag behind its webhooks.
 * (https://docs.github.com/en/rest/guides/using-the-rest-api-to-interact-with-your-git-database#checking-mergeability-of-pull-requests)
 * @throws RetryableError when GitHub does not know in time
 */
export async function readPullRequest(github: GitHub, locator: PullLocator): Promise<PullRequest> {
  for (let attempt = 0; ; attempt += 1) {
    const { data } = await github.rest.pulls.get({
      owner: locator.owner,
      repo: locator.repo,
      pull_number: locator.subject.number,
    });
    const isOpen = data.state === "open";
    const isLast = attempt === WAITS.length;
    // A head that stays another than the event's is a newer push, whose own event is on its way.
    const isCurrent = data.head.sha === locator.headSha || isLast;
    if (!isOpen || (data.mergeable !== null && isCurrent)) {
      return {
        number: data.number,
        isOpen,
        headSha: data.head.sha,
        baseBranch: data.base.ref,
        isFork: data.head.repo?.id !== data.base.repo.id,
        mergeSha: data.mergeable === true ? data.merge_commit_sha : null,
      };
    }
    if (isLast) throw new RetryableError(`GitHub does not say yet whether pull request ${data.number} merges`);
    await sleep(WAITS[attempt]);
  }
}
