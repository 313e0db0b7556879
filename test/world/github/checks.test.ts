import { describe, expect, it } from "vitest";
import { at, start, withPull, withRepository } from "./support.ts";

const annotation = (
  line: number,
): { path: string; start_line: number; end_line: number; annotation_level: "warning"; message: string } => ({
  path: "main.tf",
  start_line: line,
  end_line: line,
  annotation_level: "warning",
  message: `line ${line}`,
});

describe("a check run", () => {
  it("goes from in_progress to a conclusion, and gathers annotations over updates", async () => {
    const github = await start();
    const { number, octokit } = await withPull(github);
    const head_sha = (await octokit.pulls.get({ ...at, pull_number: number })).data.head.sha;
    const created = await octokit.checks.create({ ...at, name: "Plumbline", head_sha, status: "in_progress" });
    expect(created.data.pull_requests.map((one) => one.number)).toEqual([number]);
    const check_run_id = created.data.id;
    const lines = Array.from({ length: 50 }, (_, index) => annotation(index + 1));
    await octokit.checks.update({ ...at, check_run_id, output: { title: "1", summary: "s", annotations: lines } });
    const done = { title: "2", summary: "all", annotations: [annotation(51)] };
    await octokit.checks.update({ ...at, check_run_id, conclusion: "failure", output: done });
    const annotations = await octokit.paginate(octokit.checks.listAnnotations, { ...at, check_run_id, per_page: 20 });
    expect(annotations.map((one) => one.start_line)).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
    const [run] = github.checkRuns("acme/infra", head_sha);
    expect(run).toMatchObject({ status: "completed", conclusion: "failure", title: "2" });
    expect(run?.history.map((one) => [one.status, one.conclusion, one.annotations])).toEqual([
      ["in_progress", null, 0],
      ["in_progress", null, 50],
      ["completed", "failure", 51],
    ]);
    expect(github.problems).toEqual([]);
  });

  it("is listed by commit, the newest of each name, and by suite", async () => {
    const github = await start();
    const octokit = await withRepository(github);
    const head_sha = (await github.tip("acme/infra")) ?? "";
    for (const conclusion of ["failure", "success"] as const) {
      await octokit.checks.create({ ...at, name: "Plumbline", head_sha, status: "completed", conclusion });
    }
    const latest = await octokit.checks.listForRef({ ...at, ref: "main" });
    expect(latest.data.check_runs.map((run) => run.conclusion)).toEqual(["success"]);
    const all = await octokit.checks.listForRef({ ...at, ref: head_sha, filter: "all" });
    expect(all.data.total_count).toBe(2);
    const suites = await octokit.checks.listSuitesForRef({ ...at, ref: head_sha });
    expect(suites.data.check_suites).toMatchObject([{ status: "completed", conclusion: "success" }]);
  });

  it("needs a commit that is there, by its full SHA, and a conclusion when completed", async () => {
    const github = await start();
    const octokit = await withRepository(github);
    const head_sha = (await github.tip("acme/infra")) ?? "";
    for (const wrong of ["main", "1".repeat(40), head_sha.slice(0, 7)]) {
      await expect(octokit.checks.create({ ...at, name: "x", head_sha: wrong })).rejects.toMatchObject({ status: 422 });
    }
    await expect(octokit.checks.create({ ...at, name: "x", head_sha, status: "completed" })).rejects.toMatchObject({
      status: 422,
    });
    const backwards = { ...annotation(5), end_line: 4 };
    const output = { title: "t", summary: "s", annotations: [backwards] };
    await expect(octokit.checks.create({ ...at, name: "x", head_sha, output })).rejects.toMatchObject({ status: 422 });
    expect(github.checkRuns("acme/infra")).toEqual([]);
  });
});

describe("another App's check run", () => {
  it("of the same name is listed beside ours, and cannot be changed", async () => {
    const github = await start();
    const octokit = await withRepository(github);
    const head_sha = (await github.tip("acme/infra")) ?? "";
    const theirs = await github.reportAsOtherApp("acme/infra", head_sha, "Plumbline", "failure");
    await octokit.checks.create({ ...at, name: "Plumbline", head_sha, conclusion: "success", status: "completed" });
    const listed = await octokit.checks.listForRef({ ...at, ref: head_sha });
    expect(listed.data.check_runs.map((run) => `${run.app?.slug}: ${run.conclusion}`)).toEqual([
      "plumbline: success",
      "another-app: failure",
    ]);
    const ours = await octokit.checks.listForRef({ ...at, ref: head_sha, app_id: 17 });
    expect(ours.data.total_count).toBe(1);
    const changing = octokit.checks.update({ ...at, check_run_id: theirs, conclusion: "success" });
    await expect(changing).rejects.toMatchObject({ status: 403 });
    await github.rerequestCheckRun("acme/infra", theirs, "alice");
    expect(github.deliveries.some((one) => one.action === "rerequested")).toBe(false);
  });
});

describe("comments and reactions", () => {
  it("are created, edited in place, listed page by page and deleted", async () => {
    const github = await start();
    const { number: issue_number, octokit } = await withPull(github);
    for (let index = 0; index < 5; index += 1)
      await github.comment("acme/infra", issue_number, `comment ${index}`, "alice");
    const mine = await octokit.issues.createComment({ ...at, issue_number, body: "first" });
    await octokit.issues.updateComment({ ...at, comment_id: mine.data.id, body: "second" });
    const listed = await octokit.paginate(octokit.issues.listComments, { ...at, issue_number, per_page: 2 });
    expect(listed.map((one) => one.body).at(-1)).toBe("second");
    expect(listed.at(-1)).toMatchObject({
      user: { login: "plumbline[bot]", type: "Bot" },
      performed_via_github_app: { id: 17 },
    });
    expect(listed[0]?.performed_via_github_app).toBeNull();
    expect(github.issueComments("acme/infra", issue_number).at(-1)?.bodies).toEqual(["first", "second"]);
    const theirs = listed[0]?.id ?? 0;
    await expect(octokit.issues.updateComment({ ...at, comment_id: theirs, body: "x" })).rejects.toMatchObject({
      status: 403,
    });
    const eyes = await octokit.reactions.createForIssueComment({ ...at, comment_id: theirs, content: "eyes" });
    const again = await octokit.reactions.createForIssueComment({ ...at, comment_id: theirs, content: "eyes" });
    expect([eyes.status, again.status, again.data.id]).toEqual([201, 200, eyes.data.id]);
    expect(github.issueComments("acme/infra", issue_number)[0]?.reactions).toEqual(["eyes by plumbline[bot]"]);
    await octokit.issues.deleteComment({ ...at, comment_id: mine.data.id });
    await expect(octokit.issues.getComment({ ...at, comment_id: mine.data.id })).rejects.toMatchObject({ status: 404 });
  });

  it("above the limit, or empty, are refused", async () => {
    const github = await start();
    const { number: issue_number, octokit } = await withPull(github);
    await expect(octokit.issues.createComment({ ...at, issue_number, body: "x".repeat(65_537) })).rejects.toThrow(
      "maximum is 65536",
    );
    await octokit.issues.createComment({ ...at, issue_number, body: "🙂".repeat(65_536) });
    await expect(octokit.issues.createComment({ ...at, issue_number, body: " " })).rejects.toMatchObject({
      status: 422,
    });
  });

  it("on a line are answered in their thread", async () => {
    const github = await start();
    const { number: pull_number, octokit } = await withPull(github);
    const comment = { path: "main.tf", line: 3, body: "/drift recheck", by: "alice" };
    const comment_id = await github.commentOnLine("acme/infra", pull_number, comment);
    await octokit.reactions.createForPullRequestReviewComment({ ...at, comment_id, content: "eyes" });
    await octokit.pulls.createReplyForReviewComment({ ...at, pull_number, comment_id, body: "Looking again." });
    await github.reply("acme/infra", pull_number, comment_id, "thanks", "alice");
    const [thread] = github.threads("acme/infra", pull_number);
    expect(thread?.comments.map((one) => `${one.by}: ${one.body}`)).toEqual([
      "alice: /drift recheck",
      "plumbline[bot]: Looking again.",
      "alice: thanks",
    ]);
    const listing = github.listing("acme/infra", pull_number);
    expect(listing).toContain("-- main.tf:3\nalice: /drift recheck\nplumbline[bot]: Looking again.");
    const head = (await octokit.pulls.get({ ...at, pull_number })).data.head.sha;
    const off = octokit.pulls.createReviewComment({
      ...at,
      pull_number,
      commit_id: head,
      path: "main.tf",
      line: 12,
      body: "x",
    });
    await expect(off).rejects.toThrow("must be part of the diff");
    await octokit.pulls.createReviewComment({
      ...at,
      pull_number,
      commit_id: head,
      path: "main.tf",
      line: 4,
      side: "RIGHT",
      body: "x",
    });
    expect(github.threads("acme/infra", pull_number)).toHaveLength(2);
  });
});
