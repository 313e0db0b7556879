import { resolve } from "./git.ts";
import { takeId, timestamp } from "./state.ts";
import type { Annotation, CheckConclusion, CheckRun, CheckStatus, CheckSuite, Repository, State } from "./state.ts";

/** What a request may set of a check run; what is undefined stays as it is. */
export interface CheckFields {
  readonly name?: string | undefined;
  readonly status?: CheckStatus | undefined;
  readonly conclusion?: CheckConclusion | undefined;
  readonly startedAt?: string | undefined;
  readonly completedAt?: string | undefined;
  readonly externalId?: string | undefined;
  readonly detailsUrl?: string | undefined;
  readonly output?: CheckOutput | undefined;
  readonly actions?: CheckRun["actions"] | undefined;
}

export interface CheckOutput {
  readonly title?: string;
  readonly summary: string;
  readonly text?: string;
  readonly annotations?: readonly Partial<Annotation>[];
}

/** An App's check suite of a commit, made at its first check run or when the commit is pushed. */
export async function suiteOf(
  state: State,
  repository: Repository,
  headSha: string,
  appId: number = state.app.id,
): Promise<CheckSuite> {
  const known = repository.checkSuites.find((one) => one.headSha === headSha && one.appId === appId);
  if (known !== undefined) return known;
  const at = timestamp();
  const suite: CheckSuite = {
    id: takeId(state),
    repository,
    appId,
    headSha,
    headBranch: await branchAt(repository, headSha),
    createdAt: at,
    updatedAt: at,
    rerequested: false,
  };
  repository.checkSuites.push(suite);
  return suite;
}

async function branchAt(repository: Repository, sha: string): Promise<string | null> {
  for (const pull of repository.pulls.values()) {
    if (pull.headSha !== sha || pull.headRepository !== repository) continue;
    if ((await resolve(repository.git, `refs/heads/${pull.headRef}`)) === sha) return pull.headRef;
  }
  const args = ["for-each-ref", "--format=%(refname:lstrip=2)", "--points-at", sha, "refs/heads"];
  return (await repository.git.run(args)).toString().split("\n")[0] || null;
}

/** Adds a check run of the App whose suite it is. */
export function addCheckRun(state: State, suite: CheckSuite, name: string, fields: CheckFields): CheckRun {
  const run: CheckRun = {
    id: takeId(state),
    repository: suite.repository,
    suite,
    appId: suite.appId,
    headSha: suite.headSha,
    name,
    status: "queued",
    conclusion: null,
    startedAt: timestamp(),
    completedAt: null,
    externalId: "",
    detailsUrl: null,
    title: null,
    summary: null,
    text: null,
    actions: [],
    annotations: [],
    history: [],
  };
  suite.repository.checkRuns.push(run);
  changeCheckRun(run, fields);
  return run;
}

/**
 * A conclusion completes the run, whatever status was sent; a new status without one opens it again.
 * Annotations are added to those that are there; title, summary and text replace.
 * @see https://docs.github.com/rest/checks/runs#update-a-check-run
 */
export function changeCheckRun(run: CheckRun, fields: CheckFields): void {
  const at = timestamp();
  run.name = fields.name ?? run.name;
  run.externalId = fields.externalId ?? run.externalId;
  run.detailsUrl = fields.detailsUrl ?? run.detailsUrl;
  run.startedAt = fields.startedAt ?? run.startedAt;
  run.actions = fields.actions ?? run.actions;
  if (fields.conclusion !== undefined) {
    run.status = "completed";
    run.conclusion = fields.conclusion;
    run.completedAt = fields.completedAt ?? at;
  } else if (fields.status !== undefined && fields.status !== "completed") {
    run.status = fields.status;
    run.conclusion = null;
    run.completedAt = null;
  }
  if (fields.output !== undefined) {
    run.title = fields.output.title ?? run.title;
    run.summary = fields.output.summary;
    run.text = fields.output.text ?? run.text;
    run.annotations.push(...(fields.output.annotations ?? []).map(annotation));
  }
  run.suite.rerequested = false;
  run.suite.updatedAt = at;
  const { status, conclusion, title, summary } = run;
  run.history.push({ at, status, conclusion, title, summary, annotations: run.annotations.length });
}

function annotation(given: Partial<Annotation>): Annotation {
  return {
    path: given.path ?? "",
    start_line: given.start_line ?? 1,
    end_line: given.end_line ?? 1,
    start_column: given.start_column ?? null,
    end_column: given.end_column ?? null,
    annotation_level: given.annotation_level ?? "notice",
    message: given.message ?? "",
    title: given.title ?? null,
    raw_details: given.raw_details ?? null,
  };
}

/** What GitHub refuses in annotations beyond their schema, or null. Sizes are its documented ones. */
export function annotationProblem(output: CheckOutput | undefined): string | null {
  for (const one of output?.annotations ?? []) {
    if ((one.end_line ?? 0) < (one.start_line ?? 0)) return "end_line must not precede start_line";
    if ((one.start_line ?? 1) < 1) return "start_line must be at least 1";
    const hasColumns = one.start_column !== undefined || one.end_column !== undefined;
    if (hasColumns && one.start_line !== one.end_line) return "columns are for annotations of a single line";
    if (Buffer.byteLength(one.message ?? "") > 65_536) return "message exceeds a maximum bytesize of 64 KB";
    if (Buffer.byteLength(one.raw_details ?? "") > 65_536) return "raw_details exceeds a maximum bytesize of 64 KB";
    if ((one.title ?? "").length > 255) return "title exceeds a maximum of 255 characters";
  }
  return null;
}
