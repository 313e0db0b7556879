import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { vi } from "vitest";
import { z } from "zod";
import type { Env } from "../../src/env.ts";
import type { Evaluation } from "../../src/evaluation.ts";
import type { CheckOutput, Outcome, ReviewComment } from "../../src/github/outcome.ts";
import type { CheckQuestion } from "../../src/github/run-check.ts";
import type { DiffLine } from "../../src/github/diff.ts";
import { startServer, type RunningServer } from "../../src/server.ts";
import { startGitHub, type GitHub, type GitHubOptions } from "../world/github/index.ts";

/** Each test starts a server, a database and a GitHub: on a busy machine that alone takes seconds. */
vi.setConfig({ testTimeout: 90_000 });

type Permissions = GitHubOptions["app"]["permissions"];

export const REPOSITORY = "acme/infra";
const SECRET = "a secret of the tests";

const manifestSchema = z.object({
  default_permissions: z.record(z.string(), z.enum(["read", "write"])),
  default_events: z.array(z.string()),
});

/** What the App asks for is what it is given: a call or an event beyond app.yml fails here as it would on GitHub. */
const { default_permissions: permissions, default_events: events } = manifestSchema.parse(
  parse(readFileSync(new URL("../../app.yml", import.meta.url), "utf8")),
);

/** What the stand-in for the flow says: where it would comment, and what. */
type Said = {
  readonly conclusion?: Outcome["check"]["conclusion"];
  readonly title?: string;
  /** Comments on lines of base (LEFT) or of what merging would give (RIGHT). */
  readonly comments?: readonly (DiffLine & { readonly id: string; readonly text: string })[];
  /** The summary comment, without its mark. */
  readonly summary?: string | null;
  /** Findings that are open besides those commented on. */
  readonly unknown?: readonly string[];
  readonly annotations?: CheckOutput["annotations"];
};

/** The App, its emulated GitHub, and what its flow was asked. */
export type Bench = {
  readonly github: GitHub;
  readonly server: RunningServer;
  readonly questions: CheckQuestion[];
  /** What the flow says from now on. */
  say(answer: (question: CheckQuestion) => Said | Promise<Said>): void;
  [Symbol.asyncDispose](): Promise<void>;
};

export async function startBench(
  options: { readonly github?: Partial<GitHubOptions>; readonly env?: Partial<Env> } = {},
): Promise<Bench> {
  const github = await startGitHub({ app: { id: 17, webhookSecret: SECRET, permissions, events }, ...options.github });
  const folder = await mkdtemp(join(tmpdir(), "plumbline-github-"));
  const questions: CheckQuestion[] = [];
  let answer: (question: CheckQuestion) => Said | Promise<Said> = saysNothing;
  const evaluation: Evaluation = {
    async evaluate(question) {
      questions.push(question);
      return outcomeOf(await answer(question));
    },
    close: () => Promise.resolve(),
  };
  const env: Env = {
    appId: github.appId,
    privateKey: github.privateKey,
    webhookSecrets: [SECRET, "the secret before that"],
    githubUrl: github.apiUrl,
    host: "127.0.0.1",
    port: 0,
    database: { dataDir: folder },
    externalIdSecrets: { current: "external" },
    modules: { hosts: [], tokens: new Map() },
    logLevel: "fatal",
    ...options.env,
  };
  const server = await startServer(env, { evaluation, retrySecond: 20 });
  github.setWebhookUrl(`${server.url}/api/github/webhooks`);
  return {
    github,
    server,
    questions,
    say: (next) => void (answer = next),
    async [Symbol.asyncDispose]() {
      await github.idle();
      await server.stop();
      await github.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function saysNothing(): Said {
  return {};
}

function outcomeOf(said: Said): Outcome {
  const comments = said.comments ?? [];
  const open = new Set([...comments.map(({ id }) => id.split("-", 1)[0] ?? id), ...(said.unknown ?? [])]);
  return {
    check: {
      conclusion: said.conclusion ?? "success",
      title: said.title ?? "All hold",
      summary: "A summary.",
      annotations: said.annotations ?? [],
    },
    paths: new Set(comments.map(({ path }) => path)),
    isOpen: (id) => open.has(id),
    review: (commentable) => ({
      comments: comments.filter(commentable).map(withBody),
      body: said.title ?? "All hold",
      offDiff: new Set(),
    }),
    summary: () => (said.summary ? `${said.summary}\n\n<!-- plumbline:summary -->` : null),
  };
}

function withBody({ text, ...comment }: DiffLine & { readonly id: string; readonly text: string }): ReviewComment {
  return {
    ...comment,
    body: `${text}\n\n<sub>read ${new Date().toISOString()}</sub>\n\n<!-- plumbline:${comment.id} -->`,
  };
}

/** Resolves when `condition` holds. */
export async function until(condition: () => boolean, what: string, seconds = 45): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until every check run of a commit is concluded, there being `count` of them at least. */
export async function concluded(github: GitHub, headSha: string, count = 1) {
  const runs = () => github.checkRuns(REPOSITORY, headSha);
  await until(
    () => runs().length >= count && runs().every(({ status }) => status === "completed"),
    `${count} check runs of ${headSha} are concluded`,
  );
  return runs();
}

export const queueFile = (timeout: number, rest = ""): string => `${rest}resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = ${timeout}
  delay_seconds              = 0
}
`;

/** A repository with one pull request that changes line 3 of `main.tf`, before the App knows of it. */
export async function withChange(github: GitHub, accepted?: Permissions): Promise<{ headSha: string }> {
  await github.createRepository({
    name: REPOSITORY,
    files: { "main.tf": queueFile(30), ".github/plumbline.yml": "version: 1\n" },
    collaborators: { alice: "write", mallory: "read", maria: "maintain" },
  });
  await github.install("acme", accepted ? { permissions: accepted } : {});
  await until(
    () => github.requests.some(({ operation }) => operation === "GET /repos/{owner}/{repo}/pulls"),
    "the installation is worked on",
  );
  github.forget();
  const headSha = await github.push(REPOSITORY, { branch: "change", files: { "main.tf": queueFile(60) }, by: "alice" });
  return { headSha };
}
