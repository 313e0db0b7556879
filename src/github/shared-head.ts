import { z } from "zod";
import type { CheckMemory } from "../model/check-memory.ts";
import type { GitHub } from "./client.ts";
import { subjectName, type Locator } from "./locator.ts";

/** From worst to best; a check belongs to a commit, so the worst of its pull requests decides. */
const WORST_FIRST = ["failure", "action_required", "neutral", "success"] as const;
const conclusionSchema = z.enum(WORST_FIRST);

/** What another pull request's check of the same commit said. */
export type Elsewhere = {
  readonly pull: number;
  readonly title: string;
  readonly conclusion: z.infer<typeof conclusionSchema>;
};

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
): Promise<Elsewhere | undefined> {
  const remembered = await memory.conclusionsFor(locator.repositoryId, headSha);
  const others = remembered.flatMap((other): Elsewhere[] => {
    const pull = /^pull\/(\d+)$/.exec(other.subject)?.[1];
    const known = conclusionSchema.safeParse(other.conclusion);
    if (pull === undefined || other.subject === subjectName(locator) || !known.success) return [];
    return [{ pull: Number(pull), title: other.title, conclusion: known.data }];
  });
  const worse = others.filter((other) => rank(other.conclusion) < rank(conclusion));
  if (worse.length === 0) return undefined;
  const { data } = await github.rest.repos.listPullRequestsAssociatedWithCommit({
    owner: locator.owner,
    repo: locator.repo,
    commit_sha: headSha,
    per_page: 100,
  });
  const open = new Set(
    data.filter((pull) => pull.state === "open" && pull.head.sha === headSha).map((pull) => pull.number),
  );
  return worse
    .filter(({ pull }) => open.has(pull))
    .toSorted((left, right) => rank(left.conclusion) - rank(right.conclusion))[0];
}

function rank(conclusion: string): number {
  const index = WORST_FIRST.findIndex((one) => one === conclusion);
  return index < 0 ? WORST_FIRST.length : index;
}
