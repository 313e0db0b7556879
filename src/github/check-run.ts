import type { GitHub } from "./client.ts";
import type { CheckMemory, OpenCheck } from "../model/check-memory.ts";
import { subjectName, type Locator } from "./locator.ts";
import type { Annotation, CheckOutput } from "./outcome.ts";
import type { Replies } from "./replies.ts";

/** The check's name, which branch protection asks for. */
const CHECK_NAME = "Plumbline";

/** GitHub takes at most this many annotations a call and adds them up (https://docs.github.com/en/rest/checks/runs). */
const ANNOTATIONS_PER_CALL = 50;

type CheckRunPorts = { readonly memory: CheckMemory; readonly replies: Pick<Replies, "started" | "superseded"> };

/** A check run that was started. */
export type CheckRun = OpenCheck & {
  /** The App's name in its URLs; its bot's login. */
  readonly appSlug: string;
};

/**
 * Shows on the commit that a check is under way, so that it cannot merge meanwhile, and writes it down. An attempt
 * that was cut short is taken up again; a new request is a new run, and closes what an earlier one left open.
 */
export async function startCheck(
  github: GitHub,
  locator: Locator,
  headSha: string,
  { memory, replies }: CheckRunPorts,
): Promise<CheckRun> {
  const subject = subjectName(locator);
  const { owner, repo, repositoryId } = locator;
  let unfinished: OpenCheck | undefined;
  for (const open of await memory.openChecks({ repositoryId, subject })) {
    if (open.headSha === headSha) unfinished = open;
    else await concludeCheck(github, locator, open, memory, replies.superseded(headSha));
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
    output: replies.started(),
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
  { conclusion, title, summary, annotations }: CheckOutput,
): Promise<void> {
  const run = { owner, repo, check_run_id: open.checkRunId };
  const batches = inBatches(annotations).map((batch) => ({ title, summary, annotations: batch.map(toApi) }));
  const last = batches.pop() ?? { title, summary, annotations: [] };
  for (const output of batches) await github.rest.checks.update({ ...run, output });
  await github.rest.checks.update({
    ...run,
    status: "completed",
    conclusion,
    completed_at: new Date().toISOString(),
    output: last,
  });
  await memory.forgetOpen(open);
}

function toApi({ path, startLine, endLine, level, title, message, rawDetails }: Annotation) {
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    annotation_level: level,
    title,
    message,
    ...(rawDetails === "" ? {} : { raw_details: rawDetails }),
  };
}

function inBatches(annotations: readonly Annotation[]): readonly (readonly Annotation[])[] {
  const batches: (readonly Annotation[])[] = [];
  for (let start = 0; start < annotations.length; start += ANNOTATIONS_PER_CALL) {
    batches.push(annotations.slice(start, start + ANNOTATIONS_PER_CALL));
  }
  return batches;
}
