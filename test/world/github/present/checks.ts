import { appOf, nodeId } from "../state.ts";
import type { Annotation, CheckRun, CheckStatus, CheckConclusion, CheckSuite, Pull, Repository } from "../state.ts";
import type { World } from "../world.ts";
import { readCommit } from "../git-objects.ts";
import { presentApp } from "./accounts.ts";
import type { Presented } from "./accounts.ts";
import { presentMinimalPull } from "./pulls.ts";
import { presentRepository, repositoryApi, repositoryPage } from "./repositories.ts";

/**
 * Open pull requests whose head is this commit. GitHub names only those of the same repository, so that the list is
 * empty for a pull request from a fork.
 */
function pullsOfCheck(repository: Repository, headSha: string): Pull[] {
  return [...repository.pulls.values()].filter(
    (pull) => pull.state === "open" && pull.headSha === headSha && pull.headRepository === repository,
  );
}

export function suiteOutcome(suite: CheckSuite): { status: CheckStatus; conclusion: CheckConclusion | null } {
  const runs = latestRuns(suite.repository.checkRuns.filter((run) => run.suite === suite));
  if (runs.length === 0 || suite.rerequested) return { status: "queued", conclusion: null };
  if (runs.some((run) => run.status !== "completed")) {
    return { status: runs.some((run) => run.status === "in_progress") ? "in_progress" : "queued", conclusion: null };
  }
  const worst = [
    "failure",
    "timed_out",
    "action_required",
    "cancelled",
    "stale",
    "neutral",
    "skipped",
    "success",
  ] as const;
  return { status: "completed", conclusion: worst.find((one) => runs.some((run) => run.conclusion === one)) ?? null };
}

/** The newest run of each App and name, which is what counts for a required check. */
export function latestRuns(runs: readonly CheckRun[]): CheckRun[] {
  return [...new Map(runs.map((run) => [`${run.appId} ${run.name}`, run])).values()];
}

export function presentCheckRun(world: World, run: CheckRun): Presented {
  const api = `${repositoryApi(world, run.repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId("CR", run.id),
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    url: api,
    html_url: `${repositoryPage(world, run.repository)}/runs/${run.id}`,
    details_url: run.detailsUrl ?? "https://plumbline.example",
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${api}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: presentApp(world, appOf(world.state, run.appId)),
    pull_requests: pullsOfCheck(run.repository, run.headSha).map((pull) => presentMinimalPull(world, pull)),
  };
}

/** A check run with its suite, as its webhooks carry it. */
export function presentCheckRunEvent(world: World, run: CheckRun): Presented {
  const { status, conclusion } = suiteOutcome(run.suite);
  const pulls = pullsOfCheck(run.repository, run.headSha).map((pull) => presentMinimalPull(world, pull));
  const suite = {
    id: run.suite.id,
    node_id: nodeId("CS", run.suite.id),
    head_branch: run.suite.headBranch,
    head_sha: run.suite.headSha,
    status,
    conclusion,
    url: `${repositoryApi(world, run.repository)}/check-suites/${run.suite.id}`,
    before: null,
    after: run.suite.headSha,
    pull_requests: pulls,
    app: presentApp(world, appOf(world.state, run.appId)),
    created_at: run.suite.createdAt,
    updated_at: run.suite.updatedAt,
  };
  return { ...presentCheckRun(world, run), check_suite: suite };
}

export async function presentCheckSuite(world: World, suite: CheckSuite): Promise<Presented> {
  const api = `${repositoryApi(world, suite.repository)}/check-suites/${suite.id}`;
  const { status, conclusion } = suiteOutcome(suite);
  const commit = await readCommit(suite.repository.git.objects, suite.headSha);
  const person = { name: commit?.author.name ?? "", email: commit?.author.email ?? "" };
  return {
    id: suite.id,
    node_id: nodeId("CS", suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status,
    conclusion,
    url: api,
    before: null,
    after: suite.headSha,
    pull_requests: pullsOfCheck(suite.repository, suite.headSha).map((pull) => presentMinimalPull(world, pull)),
    app: presentApp(world, appOf(world.state, suite.appId)),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
    head_commit: {
      id: suite.headSha,
      tree_id: commit?.tree ?? "",
      message: commit?.message ?? "",
      timestamp: commit?.committer.date ?? suite.createdAt,
      author: person,
      committer: person,
    },
    repository: presentRepository(world, suite.repository),
    latest_check_runs_count: suite.repository.checkRuns.filter((run) => run.suite === suite).length,
    check_runs_url: `${api}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true,
  };
}

export function presentAnnotation(world: World, run: CheckRun, annotation: Annotation): Presented {
  const blob = `${repositoryPage(world, run.repository)}/blob/${run.headSha}/${annotation.path}`;
  return { ...annotation, blob_href: blob };
}
