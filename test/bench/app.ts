import { setTimeout as sleep } from "node:timers/promises";
import { createStage, type Stage } from "../support/stage.ts";
import { type Change, changeOf, configurationOf, REGION, ROLE } from "./change.ts";

const OWNER = "acme";

/** Of a call, in milliseconds, as section 8 of the design has it. */
export const LATENCY = { github: 80, aws: 50 } as const;

/** The server with the App installed, between emulated services that take their time. */
export async function startApp(databaseUrl?: string): Promise<Stage> {
  const world = { accounts: {} };
  const stage = await createStage({
    world,
    owner: OWNER,
    latencyMs: LATENCY,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
  await stage.start();
  await stage.github.install(OWNER);
  return stage;
}

/** Longer than a call to GitHub and the queue's longest pause together. */
const QUIET_MS = 1_000;

/** A repository with one open change, in an account of its own; what it needs for opening a pull request. */
export type Project = Pick<Change, "base"> & {
  readonly name: string;
  readonly account: string;
  readonly headSha: string;
};

/** Makes a repository whose branch `change` changes queues; nothing is opened yet. */
export async function createProject(
  stage: Stage,
  options: { readonly name: string; readonly account: string; readonly queues: number; readonly files: number },
): Promise<Project> {
  const { account, queues, files } = options;
  const name = `${OWNER}/${options.name}`;
  const change = changeOf(queues, files, account);
  stage.aws.world.setRole(account, ROLE, { trust: { externalId: stage.externalId } });
  for (const resource of change.resources) stage.aws.world.setResource({ account, region: REGION }, resource);
  await stage.github.createRepository({
    name,
    files: { ...change.base, ".github/plumbline.yml": configurationOf(account) },
    collaborators: { dev: "write" },
  });
  const headSha = await stage.github.push(name, { branch: "change", from: "main", files: change.head, by: "dev" });
  await quiet(stage);
  return { name, account, headSha, base: change.base };
}

/** Waits until the server has done with what it was told so far: the installation, the new repository. */
export async function quiet({ github }: Stage): Promise<void> {
  await github.idle();
  for (let seen = -1; seen < github.requests.length; await sleep(QUIET_MS)) seen = github.requests.length;
}

/** One check from its webhook to its conclusion. */
export type CheckedRun = {
  /** From the webhook's leaving to GitHub's having the conclusion. */
  readonly milliseconds: number;
  readonly github: Stage["github"]["requests"];
  readonly aws: Stage["aws"]["requests"];
};

/** Opens the pull request and follows its check. GitHub has worked out the test merge before it sends the webhook, as that is its own time. */
export async function openAndFollow(stage: Stage, { name, account, headSha }: Project): Promise<CheckedRun> {
  const { github, aws } = stage;
  github.hold();
  const pull = await github.openPull(name, { head: "change", by: "dev" });
  await github.settleTestMerge(name, pull);
  const earlier = { github: github.requests.length, aws: aws.requests.length };
  const sent = Date.now();
  await github.release();
  const run = await stage.concluded(name, headSha);
  // The App forgets the open check after GitHub has it as concluded.
  await sleep(100);
  if (run.conclusion !== "failure") throw new Error(`the check ended as ${run.conclusion}: ${run.title}`);
  if (github.problems.length > 0) throw new Error(`GitHub would have refused: ${JSON.stringify(github.problems)}`);
  const calls = github.requests.slice(earlier.github);
  const conclusion = calls.findLast(
    ({ operation }) => operation === "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
  );
  if (!conclusion) throw new Error("nobody concluded the check");
  return {
    milliseconds: Date.parse(conclusion.at) - sent,
    github: calls,
    aws: aws.requests.slice(earlier.aws).filter((call) => call.account === account),
  };
}
