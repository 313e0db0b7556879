import { createHmac } from "node:crypto";
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { onTestFinished } from "vitest";
import { startGitHub } from "./index.ts";
import type { GitHub, GitHubOptions } from "./index.ts";

/** What the tests of the emulated GitHub share: an App, a repository `acme/infra`, a pull request, a listener. */

export const permissions = {
  checks: "write",
  contents: "read",
  issues: "read",
  merge_queues: "read",
  pull_requests: "write",
} as const;

export const events = [
  "pull_request",
  "issue_comment",
  "pull_request_review_comment",
  "check_run",
  "check_suite",
  "merge_group",
] as const;

export const secret = "s3cret";
export const at = { owner: "acme", repo: "infra" } as const;

export const mainTf = `resource "aws_sqs_queue" "orders" {
  name = "orders"
  visibility_timeout_seconds = 30
  delay_seconds = 0
  fifo_queue = false
  a = 1
  b = 2
  c = 3
  d = 4
  e = 5
  f = 6
  g = 7
}
`;

/** Starts a GitHub that is closed after the test, which fails if the emulator itself made a mistake. */
export async function start(
  more: Partial<GitHubOptions> = {},
  app: Partial<GitHubOptions["app"]> = {},
): Promise<GitHub> {
  const github = await startGitHub({ app: { id: 17, webhookSecret: secret, permissions, events, ...app }, ...more });
  onTestFinished(async () => {
    await github.idle();
    const mistakes = github.problems.filter((problem) => problem.kind === "emulator");
    await github.close();
    if (mistakes.length > 0) throw new Error(`the emulator made mistakes: ${JSON.stringify(mistakes, null, 2)}`);
  });
  return github;
}

export function asApp(github: GitHub): Octokit {
  const auth = { appId: github.appId, privateKey: github.privateKey };
  return new Octokit({ authStrategy: createAppAuth, auth, baseUrl: github.apiUrl });
}

export function asInstallation(github: GitHub, installationId: number): Octokit {
  const auth = { appId: github.appId, privateKey: github.privateKey, installationId };
  return new Octokit({ authStrategy: createAppAuth, auth, baseUrl: github.apiUrl });
}

/** Makes acme/infra, with the App installed. */
export async function withRepository(github: GitHub): Promise<Octokit> {
  await github.createRepository({
    name: "acme/infra",
    files: { "main.tf": mainTf, "README.md": "hello\n" },
    collaborators: { alice: "write" },
  });
  return asInstallation(github, await github.install("acme"));
}

/** Makes acme/infra with a pull request by alice that changes line 3 of main.tf. */
export async function withPull(github: GitHub): Promise<{ readonly number: number; readonly octokit: Octokit }> {
  const octokit = await withRepository(github);
  await github.push("acme/infra", {
    branch: "change",
    files: { "main.tf": mainTf.replace("= 30", "= 60") },
    by: "alice",
  });
  const number = await github.openPull("acme/infra", { head: "change", by: "alice" });
  return { number, octokit };
}

/** What git itself says in acme/infra. */
export function git(github: GitHub, ...args: readonly string[]): string {
  return execFileSync("git", ["-C", github.gitDirectory("acme/infra"), ...args])
    .toString()
    .trim();
}

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly signed: boolean;
}

/** Listens for webhooks, verifies their signature, and answers with `status()`. */
export async function listen(
  status: () => number = () => 202,
): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const expected = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
      const payload = JSON.parse(body.toString()) as Record<string, unknown>;
      received.push({ headers: request.headers, payload, signed: request.headers["x-hub-signature-256"] === expected });
      response.writeHead(status()).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/github/webhooks`, received };
}
