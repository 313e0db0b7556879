import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { asApp, asInstallation, at, git, listen, mainTf, start, withPull, withRepository } from "./support.ts";
import type { Received } from "./support.ts";

function named(received: readonly Received[]): string[] {
  return received.map((one) => `${String(one.headers["x-github-event"])}.${String(one.payload["action"])}`);
}

describe("webhooks", () => {
  it("are signed, have unique ids, and tell a pull request's life", async () => {
    const { url, received } = await listen();
    const github = await start({ webhookUrl: url });
    const { number } = await withPull(github);
    await github.push("acme/infra", { branch: "change", files: { "main.tf": mainTf.replace("= 30", "= 90") } });
    await github.push("acme/infra", { branch: "release", from: "main", files: { x: "y" } });
    await github.editPull("acme/infra", number, { base: "release" });
    await github.convertToDraft("acme/infra", number);
    await github.markReady("acme/infra", number);
    await github.closePull("acme/infra", number);
    await github.reopenPull("acme/infra", number);
    expect(named(received).filter((name) => !name.startsWith("check_suite"))).toEqual([
      "installation.created",
      "pull_request.opened",
      "pull_request.synchronize",
      "pull_request.edited",
      "pull_request.converted_to_draft",
      "pull_request.ready_for_review",
      "pull_request.closed",
      "pull_request.reopened",
    ]);
    expect(received.every((one) => one.signed)).toBe(true);
    expect(new Set(received.map((one) => one.headers["x-github-delivery"])).size).toBe(received.length);
    const edited = received.find((one) => one.payload["action"] === "edited");
    expect(edited?.payload).toMatchObject({
      changes: { base: { ref: { from: "main" } } },
      pull_request: { base: { ref: "release" } },
    });
    expect(edited?.payload["installation"]).toMatchObject({ id: expect.any(Number) });
    const pushed = received.find((one) => one.payload["action"] === "synchronize");
    expect(pushed?.payload).toMatchObject({
      after: git(github, "rev-parse", "change"),
      before: git(github, "rev-parse", "change~1"),
    });
    expect(github.problems).toEqual([]);
  });

  it("can be sent again with the same id, held back and released in order", async () => {
    const { url, received } = await listen();
    const github = await start({ webhookUrl: url });
    const { number } = await withPull(github);
    const opened = github.deliveries.find((one) => one.action === "opened");
    await github.redeliver(opened?.id ?? 0);
    expect(received.at(-1)?.headers["x-github-delivery"]).toBe(opened?.guid);
    const before = received.length;
    github.hold();
    await github.closePull("acme/infra", number);
    await github.reopenPull("acme/infra", number);
    expect(received).toHaveLength(before);
    await github.release();
    expect(named(received.slice(before))).toEqual(["pull_request.closed", "pull_request.reopened"]);
    const deliveries = await asApp(github).apps.listWebhookDeliveries({ per_page: 3 });
    expect(deliveries.data[0]).toMatchObject({ event: "pull_request", action: "reopened", status_code: 202 });
  });

  it("are lost when nobody listens or the answer is an error, until they are asked for again", async () => {
    let status = 500;
    const { url, received } = await listen(() => status);
    const github = await start();
    await withPull(github);
    expect(github.deliveries.map((one) => one.outcome)).not.toContain("answered");
    github.setWebhookUrl(url);
    await github.comment("acme/infra", 1, "/drift help", "alice");
    expect(github.deliveries.at(-1)).toMatchObject({ outcome: "answered", status: 500 });
    status = 202;
    await asApp(github).apps.redeliverWebhookDelivery({ delivery_id: github.deliveries.at(-1)?.id ?? 0 });
    await github.idle();
    expect(received.map((one) => one.headers["x-github-delivery"])).toEqual(
      Array(2).fill(received[0]?.headers["x-github-delivery"]),
    );
  });

  it("are not sent for what the App did not subscribe to, nor where it is not installed or suspended", async () => {
    const { url, received } = await listen();
    const github = await start({ webhookUrl: url }, { events: ["pull_request"] });
    await withPull(github);
    await github.comment("acme/infra", 1, "/drift recheck", "alice");
    expect(github.deliveries.at(-1)).toMatchObject({ event: "issue_comment", outcome: "not-subscribed" });
    await github.suspend("acme");
    const before = received.length;
    await github.closePull("acme/infra", 1);
    await github.unsuspend("acme");
    await github.uninstall("acme");
    await github.reopenPull("acme/infra", 1);
    expect(named(received.slice(before))).toEqual(["installation.unsuspend", "installation.deleted"]);
    expect(named(received)).not.toContain("issue_comment.created");
  });

  it("tell of comments by people and bots, of edits, and of what the App itself says", async () => {
    const { url, received } = await listen();
    const github = await start({ webhookUrl: url });
    const { octokit } = await withPull(github);
    received.length = 0;
    const id = await github.comment("acme/infra", 1, "hello", "alice");
    await github.editComment("acme/infra", 1, id, "/drift recheck");
    await github.comment("acme/infra", 1, "/drift recheck", "renovate[bot]");
    const line = await github.commentOnLine("acme/infra", 1, { path: "main.tf", line: 3, body: "why?", by: "bob" });
    await github.editComment("acme/infra", 1, line, "why so?");
    await octokit.issues.createComment({ ...at, issue_number: 1, body: "from the App" });
    await github.idle();
    expect(named(received)).toEqual([
      "issue_comment.created",
      "issue_comment.edited",
      "issue_comment.created",
      "pull_request_review_comment.created",
      "pull_request_review_comment.edited",
      "issue_comment.created",
    ]);
    expect(received[1]?.payload).toMatchObject({
      changes: { body: { from: "hello" } },
      comment: { body: "/drift recheck" },
    });
    expect(received[2]?.payload).toMatchObject({
      sender: { type: "Bot" },
      issue: { pull_request: { url: expect.any(String) } },
    });
    expect(received[5]?.payload).toMatchObject({ sender: { login: "plumbline[bot]" } });
  });

  it("ask for a check again, and for the checks of a merge group", async () => {
    const { url, received } = await listen();
    const github = await start({ webhookUrl: url });
    const { octokit } = await withPull(github);
    const head_sha = (await github.tip("acme/infra", "change")) ?? "";
    const run = await octokit.checks.create({
      ...at,
      name: "Plumbline",
      head_sha,
      status: "completed",
      conclusion: "failure",
    });
    await github.idle();
    received.length = 0;
    await github.rerequestCheckRun("acme/infra", run.data.id, "alice");
    await github.rerequestCheckSuite("acme/infra", head_sha, "alice");
    const suites = await octokit.checks.listSuitesForRef({ ...at, ref: head_sha });
    expect(suites.data.check_suites).toMatchObject([{ status: "queued", conclusion: null }]);
    const group = await github.enqueue("acme/infra", 1);
    expect(named(received)).toEqual([
      "check_run.rerequested",
      "check_suite.rerequested",
      "merge_group.checks_requested",
    ]);
    expect(group.headRef).toMatch(/^refs\/heads\/gh-readonly-queue\/main\/pr-1-[0-9a-f]{40}$/);
    expect(received[2]?.payload).toMatchObject({
      merge_group: { head_sha: group.headSha, base_ref: "refs/heads/main" },
    });
    const merge = await octokit.git.getCommit({ ...at, commit_sha: group.headSha });
    expect(merge.data.parents.map((one) => one.sha)).toEqual([group.baseSha, head_sha]);
    await octokit.checks.create({ ...at, name: "Plumbline", head_sha: group.headSha, status: "in_progress" });
    await github.finishMergeGroup(group, "merged");
    expect(await github.tip("acme/infra")).toBe(group.headSha);
    expect((await octokit.pulls.get({ ...at, pull_number: 1 })).data).toMatchObject({ merged: true, state: "closed" });
  });

  it("tell of repositories that are added to and taken from the installation", async () => {
    const { url, received } = await listen();
    const github = await start({ webhookUrl: url });
    await github.createRepository({ name: "acme/infra", files: { a: "b" } });
    await github.createRepository({ name: "acme/app", files: { a: "b" } });
    const octokit = asInstallation(github, await github.install("acme", { repositories: ["acme/infra"] }));
    await expect(octokit.repos.get({ owner: "acme", repo: "app" })).rejects.toMatchObject({ status: 404 });
    await github.addToInstallation("acme/app");
    await octokit.repos.get({ owner: "acme", repo: "app" });
    await github.removeFromInstallation("acme/infra");
    await expect(octokit.repos.get(at)).rejects.toMatchObject({ status: 404 });
    expect(named(received)).toEqual([
      "installation.created",
      "installation_repositories.added",
      "installation_repositories.removed",
    ]);
    expect(received[0]?.payload).toMatchObject({ repositories: [{ full_name: "acme/infra" }] });
  });
});

describe("what a healthy GitHub does not do", () => {
  it("can be put in the way of calls", async () => {
    const github = await start({ latencyMs: 30 });
    const octokit = await withRepository(github);
    await octokit.repos.get(at);
    const started = performance.now();
    await octokit.repos.get(at);
    expect(performance.now() - started).toBeGreaterThanOrEqual(29);
    github.setLatency(0);
    github.answerNext("GET /repos/{owner}/{repo}", { status: 502, body: { message: "Server Error" } });
    await expect(octokit.repos.get(at)).rejects.toMatchObject({ status: 502 });
    await octokit.repos.get(at);
    const head_sha = (await github.tip("acme/infra")) ?? "";
    github.hangUpAfter("POST /repos/{owner}/{repo}/check-runs");
    await expect(octokit.checks.create({ ...at, name: "x", head_sha })).rejects.toThrow(
      /other side closed|fetch failed|terminated/,
    );
    await sleep(1);
    expect(github.checkRuns("acme/infra")).toHaveLength(1);
  });
});
