import type { GitHub } from "./client.ts";
import type { CheckMemory, OpenCheck } from "./check-memory.ts";
import { subjectName, type Locator } from "./locator.ts";
import type { Annotation, CheckOutput } from "./outcome.ts";

/** The check's name, which branch protection asks for. */
export const CHECK_NAME = "Plumbline";

/** GitHub takes at most this many annotations a call and adds them up (https://docs.github.com/en/rest/checks/runs). */
const ANNOTATIONS_PER_CALL = 50;

/** A check run that was started. */
export type CheckRun = OpenCheck & {
  /** The App's name in its URLs; its bot's login. */
  readonly appSlug: string;
};

/** How a check run may end; `cancelled` when a newer one has taken its place. */
export type CheckConclusion = "success" | "neutral" | "failure" | "action_required" | "cancelled";

/**
 * Shows on the commit that a check is under way, so that it cannot merge meanwhile, and writes it down. An attempt
 * that was cut short is taken up again; a new request is a new run, and closes what an earlier one left open.
 */
export async function startCheck(github: GitHub, locator: Locator, headSha: string, memory: CheckMemory): Promise<CheckRun> {
  const subject = subjectName(locator);
  const { owner, repo, repositoryId } = locator;
  let unfinished: OpenCheck | undefined;
  for (const open of await memory.openChecks({ repositoryId, subject })) {
    if (open.headSha === headSha) unfinished = open;
    else await cancelCheck(github, locator, open, memory, "A newer push has taken its place");
  }
  if (unfinished) {
    const { data } = await github.rest.checks.get({ owner, repo, check_run_id: unfinished.checkRunId });
    if (data.status !== "completed") return { ...unfinished, appSlug: data.app?.slug ?? "" };
    await memory.forgetOpen(unfinished);
  }
  const { data } = await github.rest.checks.create({
    owner,
    repo,
    name: CHECK_NAME,
    head_sha: headSha,
    status: "in_progress",
    external_id: subject,
    started_at: new Date().toISOString(),
  });
  const open = { repositoryId, subject, headSha, checkRunId: data.id, request: locator };
  await memory.rememberOpen(open);
  return { ...open, appSlug: data.app?.slug ?? "" };
}

/** Ends a check run, and then forgets that it was open. */
export async function concludeCheck(
  github: GitHub,
  { owner, repo }: Pick<Locator, "owner" | "repo">,
  open: OpenCheck,
  memory: CheckMemory,
  conclusion: CheckConclusion,
  output: CheckOutput,
): Promise<void> {
  const { annotations, ...words } = output;
  const batches = inBatches(annotations);
  const last = batches.pop() ?? [];
  const run = { owner, repo, check_run_id: open.checkRunId };
  for (const batch of batches) await github.rest.checks.update({ ...run, output: { ...words, annotations: [...batch] } });
  await github.rest.checks.update({
    ...run,
    status: "completed",
    conclusion,
    completed_at: new Date().toISOString(),
    output: { ...words, annotations: [...last] },
  });
  await memory.forgetOpen(open);
}

/** Ends a check run that will not say anything. */
export async function cancelCheck(
  github: GitHub,
  locator: Pick<Locator, "owner" | "repo">,
  open: OpenCheck,
  memory: CheckMemory,
  why: string,
): Promise<void> {
  await concludeCheck(github, locator, open, memory, "cancelled", { title: "Cancelled", summary: `${why}.`, annotations: [] });
}

function inBatches(annotations: readonly Annotation[]): (readonly Annotation[])[] {
  const batches: (readonly Annotation[])[] = [];
  for (let start = 0; start < annotations.length; start += ANNOTATIONS_PER_CALL) {
    batches.push(annotations.slice(start, start + ANNOTATIONS_PER_CALL));
  }
  return batches;
}
