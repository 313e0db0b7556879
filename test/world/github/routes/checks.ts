import { addCheckRun, annotationProblem, changeCheckRun, suiteOf } from "../checks.ts";
import type { CheckFields, CheckOutput } from "../checks.ts";
import { sendCheckRun } from "../events.ts";
import { resolveCommit } from "../git.ts";
import { failure, invalidField, notFound, ok, paginate, text } from "../http.ts";
import type { Answer, Call, Route } from "../http.ts";
import { latestRuns, presentAnnotation, presentCheckRun, presentCheckSuite } from "../present/checks.ts";
import type { CheckConclusion, CheckRun, CheckStatus, CheckSuite } from "../state.ts";

const READ = [{ checks: "read" }] as const;
const WRITE = [{ checks: "write" }] as const;

export const checkRoutes: readonly Route[] = [
  { operation: "POST /repos/{owner}/{repo}/check-runs", needs: WRITE, handle: createRun },
  { operation: "GET /repos/{owner}/{repo}/check-runs/{check_run_id}", needs: READ, handle: getRun },
  { operation: "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", needs: WRITE, handle: updateRun },
  {
    operation: "GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations",
    needs: READ,
    handle: listAnnotations,
  },
  { operation: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", needs: READ, handle: listRunsOfRef },
  { operation: "GET /repos/{owner}/{repo}/commits/{ref}/check-suites", needs: READ, handle: listSuitesOfRef },
  { operation: "GET /repos/{owner}/{repo}/check-suites/{check_suite_id}", needs: READ, handle: getSuite },
  {
    operation: "GET /repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs",
    needs: READ,
    handle: listRunsOfSuite,
  },
];

function fieldsOf(body: Readonly<Record<string, unknown>>): CheckFields {
  return {
    name: text(body["name"]) ?? undefined,
    status: body["status"] as CheckStatus | undefined,
    conclusion: body["conclusion"] as CheckConclusion | undefined,
    startedAt: text(body["started_at"]) ?? undefined,
    completedAt: text(body["completed_at"]) ?? undefined,
    externalId: text(body["external_id"]) ?? undefined,
    detailsUrl: text(body["details_url"]) ?? undefined,
    output: body["output"] as CheckOutput | undefined,
    actions: body["actions"] as CheckFields["actions"],
  };
}

function fieldsProblem(fields: CheckFields): Answer | null {
  if (fields.status === "completed" && fields.conclusion === undefined) {
    return failure(422, 'Invalid request.\n\n"conclusion" wasn\'t supplied.');
  }
  const problem = annotationProblem(fields.output);
  return problem === null ? null : invalidField("CheckRun", "annotations", "custom", problem);
}

async function createRun(call: Call): Promise<Answer> {
  const { world, repository, body } = call;
  const headSha = text(body["head_sha"]) ?? "";
  // Only a full SHA: a branch's name would do for git, but not for GitHub.
  const commit = /^[0-9a-f]{40}$/.test(headSha) ? await resolveCommit(repository.git, headSha) : null;
  if (commit === null) return failure(422, `No commit found for SHA: ${headSha}`);
  const fields = fieldsOf(body);
  const problem = fieldsProblem(fields);
  if (problem !== null) return problem;
  const suite = await suiteOf(world.state, repository, headSha);
  const run = addCheckRun(world.state, suite, text(body["name"]) ?? "", fields);
  void sendCheckRun(world, run, "created", world.state.app.bot);
  if (run.status === "completed") void sendCheckRun(world, run, "completed", world.state.app.bot);
  return { status: 201, body: presentCheckRun(world, run) };
}

function runInPath(call: Call): CheckRun | undefined {
  return call.repository.checkRuns.find((run) => run.id === Number(call.params["check_run_id"]));
}

function getRun(call: Call): Answer {
  const run = runInPath(call);
  return run === undefined ? notFound() : ok(presentCheckRun(call.world, run));
}

function updateRun(call: Call): Answer {
  const run = runInPath(call);
  if (run === undefined) return notFound();
  if (run.appId !== call.world.state.app.id) {
    return failure(
      403,
      `Invalid app_id \`${call.world.state.app.id}\` - check run can only be modified by the GitHub App that created it.`,
    );
  }
  const fields = fieldsOf(call.body);
  const problem = fieldsProblem(fields);
  if (problem !== null) return problem;
  const wasCompleted = run.status === "completed";
  changeCheckRun(run, fields);
  if (!wasCompleted && run.status === "completed")
    void sendCheckRun(call.world, run, "completed", call.world.state.app.bot);
  return ok(presentCheckRun(call.world, run));
}

function listAnnotations(call: Call): Answer {
  const run = runInPath(call);
  if (run === undefined) return notFound();
  const page = paginate(call, run.annotations);
  return ok(
    page.items.map((annotation) => presentAnnotation(call.world, run, annotation)),
    page.headers,
  );
}

/** `filter=latest`, the default, keeps the newest run of each name; newest first. */
function presentRuns(call: Call, runs: readonly CheckRun[]): Answer {
  const { query } = call;
  const matching = runs.filter((run) => {
    if (query["check_name"] !== undefined && run.name !== query["check_name"]) return false;
    if (query["status"] !== undefined && run.status !== query["status"]) return false;
    return query["app_id"] === undefined || run.appId === Number(query["app_id"]);
  });
  const shown = query["filter"] === "all" ? matching : latestRuns(matching);
  const page = paginate(
    call,
    [...shown].toSorted((a, b) => b.id - a.id),
  );
  const items = page.items.map((run) => presentCheckRun(call.world, run));
  return ok({ total_count: shown.length, check_runs: items }, page.headers);
}

async function listRunsOfRef(call: Call): Promise<Answer> {
  const sha = await resolveCommit(call.repository.git, call.params["ref"] ?? "");
  if (sha === null) return failure(422, `No commit found for SHA: ${call.params["ref"] ?? ""}`);
  return presentRuns(
    call,
    call.repository.checkRuns.filter((run) => run.headSha === sha),
  );
}

function suiteInPath(call: Call): CheckSuite | undefined {
  return call.repository.checkSuites.find((suite) => suite.id === Number(call.params["check_suite_id"]));
}

function listRunsOfSuite(call: Call): Answer {
  const suite = suiteInPath(call);
  if (suite === undefined) return notFound();
  return presentRuns(
    call,
    call.repository.checkRuns.filter((run) => run.suite === suite),
  );
}

async function listSuitesOfRef(call: Call): Promise<Answer> {
  const sha = await resolveCommit(call.repository.git, call.params["ref"] ?? "");
  if (sha === null) return failure(422, `No commit found for SHA: ${call.params["ref"] ?? ""}`);
  const suites = call.repository.checkSuites.filter((suite) => suite.headSha === sha);
  const page = paginate(call, suites);
  const items = await Promise.all(page.items.map((suite) => presentCheckSuite(call.world, suite)));
  return ok({ total_count: suites.length, check_suites: items }, page.headers);
}

async function getSuite(call: Call): Promise<Answer> {
  const suite = suiteInPath(call);
  return suite === undefined ? notFound() : ok(await presentCheckSuite(call.world, suite));
}
