import { setTimeout as sleep } from "node:timers/promises";
import { expect, vi } from "vitest";
import { createStage, type Stage, type StageOptions } from "../support/stage.ts";
import { queue, table, type Properties } from "./live.ts";
import type { GitHub } from "../world/github/index.ts";

/** A server's start, a read that gives up after 30 s, and a busy machine. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

export const REGION = "eu-west-1";
export const CONFIG_PATH = ".github/plumbline.yml";
export const MAIN = "infra/main.tf";

type NewRepository = Parameters<GitHub["createRepository"]>[0];
type Files = NonNullable<NewRepository["files"]>;
type CheckRun = ReturnType<GitHub["checkRuns"]>[number];
type AwsRequest = Stage["aws"]["requests"][number];
type GitHubRequest = GitHub["requests"][number];

/** A repository that deploys into an account of its own, so that several can be worked on at once and told apart. */
export type Project = {
  /** `owner/name` */
  readonly name: string;
  readonly account: string;
  /** The configuration of its root `infra`, with more settings below it. */
  configuration(more?: string): string;
  setRole(role: Parameters<Stage["aws"]["world"]["setRole"]>[2]): void;
  setQueue(name: string, properties?: Properties): void;
  setTable(name: string, properties?: Properties): void;
  setResource(type: string, identifier: string, properties?: Properties): void;
  removeQueue(name: string): void;
  /** A fault of calls about its account only. */
  addFault(fault: Parameters<Stage["aws"]["world"]["addFault"]>[0]): () => void;
  /** Pushes a branch and opens a pull request for it. */
  open(
    files: Files,
    more?: Partial<Parameters<GitHub["openPull"]>[1]>,
  ): Promise<{ readonly pull: number; readonly headSha: string }>;
  push(branch: string, files: Files): Promise<string>;
  /** The newest check run of a commit that came after `after`, once it is concluded and not superseded. */
  concluded(headSha: string, after?: number): Promise<CheckRun>;
  checkRuns(headSha?: string): readonly CheckRun[];
  /** Bodies of the App's summary comments on a pull request. */
  summaries(pull: number): readonly string[];
  /** Bodies of what the App said in the conversation besides. */
  replies(pull: number): readonly string[];
  /** The App's comments on lines. */
  lineComments(pull: number): ReturnType<GitHub["reviews"]>[number]["comments"];
  /** Calls about its account, AssumeRole included. */
  awsCalls(): readonly AwsRequest[];
  githubCalls(): readonly GitHubRequest[];
  /** Everything that was posted to it, as GitHub received it. */
  posted(): string;
};

/** The real server with the App installed for an owner, and as many repositories as a test wants. */
export type App = Stage & {
  readonly owner: string;
  project(name: string, options?: Partial<NewRepository> & { readonly config?: string | null }): Promise<Project>;
};

/** People of every repository here. */
const COLLABORATORS = { dev: "write", reader: "read" } as const;

export async function startApp(options: Partial<StageOptions> = {}): Promise<App> {
  const owner = options.owner ?? "acme";
  const stage = await createStage({ world: { accounts: {} }, owner, ...options });
  await stage.start();
  await stage.github.install(owner);
  // Else the look at open pull requests may come in the middle of a test.
  await until(
    () => stage.github.requests.some(({ operation }) => operation === "GET /installation/repositories"),
    "the installation is worked on",
  );
  let projects = 0;
  return {
    ...stage,
    owner,
    async project(name, { files, config, ...repository } = {}) {
      projects += 1;
      const account = String(111_100_000_000 + projects);
      const created = project(stage, `${owner}/${name}`, account);
      created.setRole({});
      const settings = config === undefined ? created.configuration() : config;
      await stage.github.createRepository({
        name: created.name,
        collaborators: COLLABORATORS,
        ...repository,
        files: { ...files, ...(settings === null ? {} : { [CONFIG_PATH]: settings }) },
      });
      return created;
    },
  };
}

function project(stage: Stage, name: string, account: string): Project {
  const { github, aws } = stage;
  const place = { account, region: REGION };
  const own = (pull: number) => github.issueComments(name, pull).filter(({ by }) => by === github.botLogin);
  const queueUrl = (queueName: string): string => `https://sqs.${REGION}.amazonaws.com/${account}/${queueName}`;
  const calls = (): readonly GitHubRequest[] => github.requests.filter((request) => isAbout(request, name));
  const result: Project = {
    name,
    account,
    configuration: (more = "") => `version: 1
targets:
  prod:
    root: infra
    account: "${account}"
    region: ${REGION}
    role: arn:aws:iam::${account}:role/plumbline-read
${more}`,
    setRole: (role) =>
      aws.world.setRole(account, "plumbline-read", { ...role, trust: { externalId: stage.externalId, ...role.trust } }),
    setResource: (type, identifier, properties = {}) => aws.world.setResource(place, { type, identifier, properties }),
    setQueue: (queueName, properties) =>
      aws.world.setResource(place, {
        type: "AWS::SQS::Queue",
        identifier: queueUrl(queueName),
        properties: queue(properties),
      }),
    setTable: (tableName, properties) =>
      aws.world.setResource(place, {
        type: "AWS::DynamoDB::Table",
        identifier: tableName,
        properties: table(properties),
      }),
    removeQueue: (queueName) => aws.world.removeResource(place, "AWS::SQS::Queue", queueUrl(queueName)),
    addFault: (fault) => aws.world.addFault({ ...fault, match: { ...fault.match, account } }),
    push: (branch, files) => github.push(name, { branch, from: "main", files, by: "dev" }),
    async open(files, more = {}) {
      const branch = more.head ?? "change";
      const headSha = await result.push(branch, files);
      const pull = await github.openPull(name, { head: branch, by: "dev", ...more });
      return { pull, headSha };
    },
    concluded: (headSha, after) => stage.concluded(name, headSha, after),
    checkRuns: (headSha) => github.checkRuns(name, headSha),
    summaries: (pull) =>
      own(pull)
        .filter(({ body }) => body.includes(SUMMARY_MARK))
        .map(({ body }) => body),
    replies: (pull) =>
      own(pull)
        .filter(({ body }) => !body.includes(SUMMARY_MARK))
        .map(({ body }) => body),
    lineComments: (pull) =>
      github
        .reviews(name, pull)
        .flatMap(({ comments }) => comments)
        .filter(({ by }) => by === github.botLogin),
    awsCalls: () => aws.requests.filter((request) => request.account === account),
    githubCalls: calls,
    posted: () =>
      calls()
        .filter(({ method }) => method !== "GET")
        .map(({ body }) => JSON.stringify(body))
        .join("\n"),
  };
  return result;
}

const SUMMARY_MARK = "<!-- plumbline:summary -->";

/** REST calls name the repository in their path, GraphQL queries in their variables. */
function isAbout({ path, body }: GitHubRequest, name: string): boolean {
  if (path.startsWith(`/repos/${name}/`) || path === `/repos/${name}`) return true;
  const variables = (body as { variables?: { owner?: string; repo?: string } } | undefined)?.variables;
  return variables !== undefined && `${variables.owner}/${variables.repo}` === name;
}

/** Resolves when `condition` holds. */
export async function until(condition: () => boolean, what: string, seconds = 45): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await sleep(20);
  }
}

/** What no test may leave behind: calls that GitHub would have refused, calls that AWS has and the world has not. */
export async function expectClean({ github, aws }: Stage): Promise<void> {
  await github.idle();
  expect(github.problems).toEqual([]);
  expect(aws.notEmulated).toEqual([]);
}
