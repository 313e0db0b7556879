import type { GitHub } from "./client.ts";
import type { CheckMemory, ConcludedCheck } from "./check-memory.ts";
import { subjectName, type Locator } from "./locator.ts";

/** From worst to best; a check belongs to a commit, so the worst of its pull requests decides. */
const WORST_FIRST = ["failure", "action_required", "neutral", "success"];

/**
 * The worst conclusion among the other open pull requests with this head; undefined where none is worse. Asks GitHub
 * only when some other pull request's check of the same commit is remembered.
 */
export async function worseElsewhere(
  github: GitHub,
  locator: Locator,
  headSha: string,
  conclusion: string,
  memory: CheckMemory,
): Promise<ConcludedCheck | undefined> {
  const remembered = await memory.conclusionsFor(locator.repositoryId, headSha);
  const others = remembered.filter(({ subject }) => subject !== subjectName(locator) && subject.startsWith("pull/"));
  const worse = others.filter((other) => rank(other.conclusion) < rank(conclusion));
  if (worse.length === 0) return undefined;
  const { data } = await github.rest.repos.listPullRequestsAssociatedWithCommit({
    owner: locator.owner,
    repo: locator.repo,
    commit_sha: headSha,
    per_page: 100,
  });
  const open = new Set(data.filter((pull) => pull.state === "open" && pull.head.sha === headSha).map((pull) => `pull/${pull.number}`));
  return worse.filter(({ subject }) => open.has(subject)).toSorted((left, right) => rank(left.conclusion) - rank(right.conclusion))[0];
}

function rank(conclusion: string): number {
  const index = WORST_FIRST.indexOf(conclusion);
  return index < 0 ? WORST_FIRST.length : index;
}
