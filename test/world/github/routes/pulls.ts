import { failure, notFound, ok, paginate } from "../http.ts";
import type { Answer, Call, Route } from "../http.ts";
import { readCommit } from "../git-objects.ts";
import { presentCommit, presentFiles } from "../present/commits.ts";
import { presentFullPull, presentPull } from "../present/pulls.ts";
import { changedFiles, pullCommits, pullCounts, startTestMerge } from "../pulls.ts";
import type { Pull } from "../state.ts";

const READ = [{ pull_requests: "read" }] as const;
/** GitHub lists at most 250 commits of a pull request. */
const COMMIT_LIMIT = 250;

export const pullRoutes: readonly Route[] = [
  { operation: "GET /repos/{owner}/{repo}/pulls", needs: READ, handle: listPulls },
  { operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}", needs: READ, handle: getPull },
  { operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}/files", needs: READ, handle: listFiles },
  { operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}/commits", needs: READ, handle: listPullCommits },
];

export function pullInPath(call: Call): Pull | undefined {
  return call.repository.pulls.get(Number(call.params["pull_number"] ?? call.params["issue_number"]));
}

function listPulls(call: Call): Answer {
  const { query, repository, world } = call;
  const state = query["state"] ?? "open";
  const matching = [...repository.pulls.values()].filter((pull) => {
    if (state !== "all" && pull.state !== state) return false;
    if (query["base"] !== undefined && pull.baseRef !== query["base"]) return false;
    const label = `${pull.headRepository?.owner.login ?? pull.user.login}:${pull.headRef}`;
    // A head without its owner matches nothing of the sort that was meant: GitHub ignores it and lists all.
    return query["head"]?.includes(":") !== true || label === query["head"];
  });
  const direction = query["direction"] ?? (query["sort"] === undefined || query["sort"] === "created" ? "desc" : "asc");
  const ordered = direction === "desc" ? matching.toReversed() : matching;
  const page = paginate(call, ordered);
  return ok(
    page.items.map((pull) => presentPull(world, pull)),
    page.headers,
  );
}

async function getPull(call: Call): Promise<Answer> {
  const pull = pullInPath(call);
  if (pull === undefined) return notFound();
  const body = presentFullPull(call.world, pull, await pullCounts(pull));
  startTestMerge(call.world, pull);
  return ok(body);
}

async function listFiles(call: Call): Promise<Answer> {
  const pull = pullInPath(call);
  if (pull === undefined) return notFound();
  const files = await changedFiles(pull);
  const shown = presentFiles(call.world, pull.repository, pull.headSha, files.slice(0, call.world.limits.pullFiles));
  const page = paginate(call, shown);
  return ok(page.items, page.headers);
}

async function listPullCommits(call: Call): Promise<Answer> {
  const pull = pullInPath(call);
  if (pull === undefined) return notFound();
  const page = paginate(call, await pullCommits(pull), COMMIT_LIMIT);
  const commits = await Promise.all(page.items.map((sha) => readCommit(pull.repository.git.objects, sha)));
  if (commits.includes(null)) return failure(500, "a commit of the pull request is missing");
  return ok(
    commits.filter((one) => one !== null).map((one) => presentCommit(call.world, pull.repository, one)),
    page.headers,
  );
}
