import { execFileSync } from "node:child_process";
import { Octokit } from "@octokit/rest";
import { createAppAuth } from "@octokit/auth-app";
import { afterEach, describe, expect, it } from "vitest";
import { startGitHub } from "./index.ts";
import type { GitHub, GitHubOptions } from "./index.ts";

const permissions = {
  checks: "write",
  contents: "read",
  issues: "read",
  merge_queues: "read",
  pull_requests: "write",
} as const;
const events = [
  "pull_request",
  "issue_comment",
  "pull_request_review_comment",
  "check_run",
  "check_suite",
  "merge_group",
];
const open: GitHub[] = [];

afterEach(async () => {
  for (const github of open.splice(0)) {
    const mistakes = github.problems.filter((problem) => problem.kind === "emulator");
    await github.close();
    expect(mistakes).toEqual([]);
  }
});

async function start(more: Partial<GitHubOptions> = {}, app: Partial<GitHubOptions["app"]> = {}): Promise<GitHub> {
  const github = await startGitHub({ app: { id: 17, webhookSecret: "s3cret", permissions, events, ...app }, ...more });
  open.push(github);
  return github;
}

async function asApp(github: GitHub, owner = "acme"): Promise<{ app: Octokit; installation: Octokit }> {
  const auth = { appId: github.appId, privateKey: github.privateKey };
  const app = new Octokit({ authStrategy: createAppAuth, auth, baseUrl: github.apiUrl });
  const { data } = await app.apps.listInstallations();
  const installationId = data.find(
    (one) => one.account !== null && "login" in one.account && one.account.login === owner,
  )?.id;
  const installation = new Octokit({
    authStrategy: createAppAuth,
    auth: { ...auth, installationId },
    baseUrl: github.apiUrl,
  });
  return { app, installation };
}

const at = { owner: "acme", repo: "infra" };

const main = `resource "aws_sqs_queue" "orders" {
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

async function withPull(github: GitHub): Promise<{ number: number; octokit: Octokit }> {
  await github.createRepository({
    name: "acme/infra",
    files: { "main.tf": main, "README.md": "hello\n" },
    collaborators: { alice: "write" },
  });
  await github.install("acme");
  await github.push("acme/infra", {
    branch: "change",
    files: { "main.tf": main.replace("= 30", "= 60") },
    by: "alice",
  });
  const number = await github.openPull("acme/infra", { head: "change", by: "alice" });
  return { number, octokit: (await asApp(github)).installation };
}

function git(github: GitHub, ...args: readonly string[]): string {
  return execFileSync("git", ["-C", github.gitDirectory("acme/infra"), ...args])
    .toString()
    .trim();
}

describe("a pull request", () => {
  it("has a test merge that is unknown first, then a real commit of base and head", async () => {
    const github = await start();
    const { number, octokit } = await withPull(github);
    await github.push("acme/infra", { files: { "other.tf": "# later\n" } });
    const first = await octokit.pulls.get({ ...at, pull_number: number });
    expect(first.data).toMatchObject({ mergeable: null, merge_commit_sha: null, mergeable_state: "unknown" });
    await github.settleTestMerge("acme/infra", number);
    const second = await octokit.pulls.get({ ...at, pull_number: number });
    expect(second.data.mergeable).toBe(true);
    const merge = await octokit.git.getCommit({ ...at, commit_sha: second.data.merge_commit_sha ?? "" });
    expect(merge.data.parents.map((parent) => parent.sha)).toEqual([
      await github.tip("acme/infra", "main"),
      second.data.head.sha,
    ]);
    expect(git(github, "show", `${merge.data.sha}:main.tf`)).toContain("= 60");
    expect(git(github, "show", `${merge.data.sha}:other.tf`)).toBe("# later");
    // GitHub's base.sha lags behind the base branch.
    expect(second.data.base.sha).not.toBe(await github.tip("acme/infra", "main"));
    expect(github.problems).toEqual([]);
  });

  it("that conflicts says so and has no test merge", async () => {
    const github = await start();
    const { number, octokit } = await withPull(github);
    await github.push("acme/infra", { files: { "main.tf": main.replace("= 30", "= 45") } });
    await github.settleTestMerge("acme/infra", number);
    const { data } = await octokit.pulls.get({ ...at, pull_number: number });
    expect(data).toMatchObject({ mergeable: false, merge_commit_sha: null, mergeable_state: "dirty" });
  });

  it("lists its files with the patches that git makes, page by page", async () => {
    const github = await start();
    await github.createRepository({
      name: "acme/infra",
      files: {
        "main.tf": main,
        "old name.tf": main,
        "gone.tf": "gone\n",
        "bin.dat": Buffer.from([0, 1, 2]),
        "link.tf": "was a file\n",
        "mode.sh": "x\n",
      },
    });
    await github.install("acme");
    const octokit = (await asApp(github)).installation;
    await github.push("acme/infra", {
      branch: "change",
      files: {
        "main.tf": main.replace("= 30", "= 60"),
        "old name.tf": null,
        "new name.tf": main,
        "gone.tf": null,
        "bin.dat": Buffer.from([0, 1, 3]),
        "link.tf": { symlink: "/etc/passwd" },
        "mode.sh": { executable: "x\n" },
        "vendor/module": { submodule: "1".repeat(40) },
        "ünï.tf": "no newline at the end",
      },
    });
    const number = await github.openPull("acme/infra", { head: "change" });
    const files = await octokit.paginate(octokit.pulls.listFiles, { ...at, pull_number: number, per_page: 2 });
    const byName = Object.fromEntries(files.map((file) => [file.filename, file]));
    expect(Object.keys(byName).sort()).toEqual(
      ["bin.dat", "gone.tf", "link.tf", "main.tf", "mode.sh", "new name.tf", "vendor/module", "ünï.tf"].sort(),
    );
    expect(byName["main.tf"]).toMatchObject({
      status: "modified",
      additions: 1,
      deletions: 1,
      sha: git(github, "rev-parse", "change:main.tf"),
    });
    expect(byName["main.tf"]?.patch).toMatch(/^@@ -1,6 \+1,6 @@\n/);
    expect(byName["main.tf"]?.patch).toContain(
      "-  visibility_timeout_seconds = 30\n+  visibility_timeout_seconds = 60\n",
    );
    expect(byName["new name.tf"]).toMatchObject({ status: "renamed", previous_filename: "old name.tf", changes: 0 });
    expect(byName["gone.tf"]).toMatchObject({ status: "removed", patch: "@@ -1 +0,0 @@\n-gone" });
    expect(byName["ünï.tf"]?.patch).toBe("@@ -0,0 +1 @@\n+no newline at the end\n\\ No newline at end of file");
    expect(byName["vendor/module"]?.patch).toContain(`+Subproject commit ${"1".repeat(40)}`);
    expect(byName["link.tf"]?.status).toBe("changed");
    for (const name of ["bin.dat", "new name.tf", "mode.sh", "link.tf"])
      expect(byName[name]).not.toHaveProperty("patch");
    expect(github.requests.filter((request) => request.path.includes("/files"))).toHaveLength(4);
    expect(github.problems).toEqual([]);
  });

  it("leaves out patches above the limit, and files beyond 3,000", async () => {
    const github = await start({ limits: { patchBytes: 1000, pullFiles: 5 } });
    const { octokit } = await withPull(github);
    const many = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`f${index}.tf`, "x\n"]));
    await github.push("acme/infra", { branch: "big", files: { "a.tf": "line\n".repeat(500), ...many } });
    const number = await github.openPull("acme/infra", { head: "big" });
    const { data } = await octokit.pulls.listFiles({ ...at, pull_number: number, per_page: 100 });
    expect(data).toHaveLength(5);
    expect(data[0]).not.toHaveProperty("patch");
    expect(data[1]).toHaveProperty("patch");
    expect((await octokit.pulls.get({ ...at, pull_number: number })).data.changed_files).toBe(8);
  });

  it("from a fork is served by the base repository, and its checks name no pull request", async () => {
    const github = await start();
    await github.createRepository({ name: "acme/infra", files: { "main.tf": main }, private: false });
    await github.install("acme");
    const fork = await github.fork("acme/infra", "mallory");
    const headSha = await github.push(fork, {
      branch: "evil",
      files: { "main.tf": main.replace("= 30", "= 0") },
      by: "mallory",
    });
    const number = await github.openPull("acme/infra", { head: "mallory:evil", by: "mallory" });
    const octokit = (await asApp(github)).installation;
    const { data } = await octokit.pulls.get({ ...at, pull_number: number });
    expect(data).toMatchObject({
      head: { label: "mallory:evil", sha: headSha, repo: { fork: true } },
      author_association: "NONE",
    });
    const file = await octokit.repos.getContent({ ...at, path: "main.tf", ref: headSha, mediaType: { format: "raw" } });
    expect(String(file.data)).toContain("= 0");
    const check = await octokit.checks.create({ ...at, name: "Plumbline", head_sha: headSha });
    expect(check.data.pull_requests).toEqual([]);
    const refused = octokit.checks.create({ owner: "mallory", repo: "infra", name: "Plumbline", head_sha: headSha });
    await expect(refused).rejects.toMatchObject({ status: 403 });
    const permission = await octokit.repos.getCollaboratorPermissionLevel({ ...at, username: "mallory" });
    expect(permission.data.permission).toBe("read");
    github.deleteRepository(fork);
    expect((await octokit.pulls.get({ ...at, pull_number: number })).data.head.repo).toBeNull();
  });
});

describe("a review", () => {
  it("with every comment within the hunks is posted, by line, side and range", async () => {
    const github = await start();
    const { number, octokit } = await withPull(github);
    await octokit.pulls.createReview({
      ...at,
      pull_number: number,
      event: "COMMENT",
      body: "",
      comments: [
        { path: "main.tf", line: 3, side: "RIGHT", body: "on the new line" },
        { path: "main.tf", line: 3, side: "LEFT", body: "on the old line" },
        { path: "main.tf", start_line: 2, line: 4, side: "RIGHT", body: "on a range" },
      ],
    });
    const [review] = github.reviews("acme/infra", number);
    expect(review?.comments.map(({ line, side, startLine }) => [startLine, line, side])).toEqual([
      [null, 3, "RIGHT"],
      [null, 3, "LEFT"],
      [2, 4, "RIGHT"],
    ]);
    const comments = await octokit.paginate(octokit.pulls.listReviewComments, {
      ...at,
      pull_number: number,
      per_page: 1,
    });
    expect(comments.map((comment) => comment.body)).toEqual(["on the new line", "on the old line", "on a range"]);
    expect(comments[0]?.diff_hunk.split("\n").at(-1)).toBe("+  visibility_timeout_seconds = 60");
  });

  it.each([
    ["a line off the hunks", { path: "main.tf", line: 12, body: "x" }, "line must be part of the diff"],
    ["a line beyond the file", { path: "main.tf", line: 999, body: "x" }, "line must be part of the diff"],
    ["a file that is not changed", { path: "README.md", line: 1, body: "x" }, "Path could not be resolved"],
    ["a range that starts off its hunk", { path: "main.tf", start_line: 7, line: 3, body: "x" }, "must precede"],
    ["an empty body", { path: "main.tf", line: 3, body: " " }, "body can't be blank"],
    ["a body above the limit", { path: "main.tf", line: 3, body: "x".repeat(65_537) }, "maximum is 65536"],
  ])("is refused whole for %s", async (_, comment, message) => {
    const github = await start();
    const { number, octokit } = await withPull(github);
    const comments = [{ path: "main.tf", line: 3, body: "fine" }, comment];
    const posting = octokit.pulls.createReview({ ...at, pull_number: number, event: "COMMENT", comments });
    await expect(posting).rejects.toMatchObject({ status: 422 });
    await expect(posting).rejects.toThrow(message);
    expect(github.reviews("acme/infra", number)).toEqual([]);
  });

  it("is outdated where a push changed its line, and follows it where a push moved it", async () => {
    const github = await start();
    const { number, octokit } = await withPull(github);
    const comments = [
      { path: "main.tf", line: 2, body: "name" },
      { path: "main.tf", line: 3, body: "timeout" },
    ];
    await octokit.pulls.createReview({ ...at, pull_number: number, event: "COMMENT", comments });
    await github.push("acme/infra", {
      branch: "change",
      files: { "main.tf": `# new\n${main.replace("= 30", "= 90")}` },
    });
    const { data } = await octokit.pulls.listReviewComments({ ...at, pull_number: number });
    expect(data.map(({ line, original_line }) => [line, original_line])).toEqual([
      [3, 2],
      [null, 3],
    ]);
    expect(github.threads("acme/infra", number).map((thread) => thread.outdated)).toEqual([false, true]);
  });
});
