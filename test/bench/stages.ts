import type { EmulatedAws } from "../world/aws/server.ts";
import type { GitHub } from "../world/github/index.ts";
import type { Stage, TimedCall } from "./critical-path.ts";

type GitHubCall = GitHub["requests"][number];
type AwsCall = EmulatedAws["requests"][number];

const STAGE_OF: { readonly [operation: string]: Stage } = {
  "POST /app/installations/{installation_id}/access_tokens": "token",
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": "pull request",
  "POST /repos/{owner}/{repo}/check-runs": "start check",
  "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": "trees",
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/files": "pull request files",
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews": "review",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": "summary",
  "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}": "conclude check",
};

/** What each GraphQL query asks for and no other does. */
const QUERY_STAGES: readonly (readonly [string, Stage])[] = [
  ["reviewThreads", "conversation"],
  ["parents(", "revisions"],
  ["isBinary", "contents"],
];

/**
 * A call to GitHub, in the words of the flow. @throws Error for one that has no place in it: then the critical path is
 * not known either.
 */
export function githubCall({ operation, body, durationMs }: GitHubCall): TimedCall {
  const stage = operation === "POST /graphql" ? stageOfQuery(body) : STAGE_OF[operation ?? ""];
  if (!stage) throw new Error(`${operation} has no place in the flow: ${JSON.stringify(body)}`);
  return { stage, milliseconds: durationMs };
}

function stageOfQuery(body: unknown): Stage | undefined {
  const text = JSON.stringify(body);
  return QUERY_STAGES.find(([mark]) => text.includes(mark))?.[1];
}

/** A call to AWS; each takes the latency. Only reads that do not follow from each other have a place in the flow. */
export function awsCall({ service, operation }: AwsCall, latencyMs: number): TimedCall {
  if (service === "sts" && operation === "AssumeRole") return { stage: "assume role", milliseconds: latencyMs };
  if (service === "cloudcontrol" && operation === "GetResource") return { stage: "read", milliseconds: latencyMs };
  throw new Error(`${service}:${operation} has no place in the flow`);
}
