import { describe, expect, test } from "vitest";
import { WEBHOOK_SECRET } from "../support/stage.ts";
import { MAIN, until, type Project } from "./app.ts";
import { queueBlock } from "./live.ts";
import { app } from "./shared.ts";

const queueOf = (timeout: number) => ({ [MAIN]: queueBlock("orders", timeout) });

/** A repository that declares 30; live is as given. */
async function ordersProject(name: string, live = 30): Promise<Project> {
  const project = await app.project(name, { files: queueOf(30) });
  project.setQueue("orders", { VisibilityTimeout: live });
  return project;
}

/** A branch whose file is as the pull request would have it. */
function withBranch(project: Project, timeout: number): Promise<string> {
  return app.github.push(project.name, { branch: "release", from: "main", files: queueOf(timeout) });
}

/** What each event leads to. */
export function events(): void {
  describe.concurrent("events", () => {
    test("the merge queue's commit is checked against what it will be merged into", async () => {
      const project = await ordersProject("merge-queue", 300);
      const { pull, headSha } = await project.open(queueOf(60));
      await project.concluded(headSha);
      const group = await app.github.enqueue(project.name, pull);
      const run = await project.concluded(group.headSha);
      expect(run).toMatchObject({ conclusion: "failure", title: "The one assumption no longer holds" });
      expect(run.history.map(({ status }) => status)).toEqual(["in_progress", "completed"]);
      expect(project.lineComments(pull)).toHaveLength(1);
      await app.github.rerequestCheckRun(project.name, run.id, "dev");
      expect(await project.concluded(group.headSha, run.id)).toMatchObject({ conclusion: "failure" });
    });

    test("a re-run of the check, or of all checks, is a new run", async () => {
      const project = await ordersProject("re-run");
      const { headSha } = await project.open(queueOf(60));
      const first = await project.concluded(headSha);
      await app.github.rerequestCheckRun(project.name, first.id, "dev");
      const second = await project.concluded(headSha, first.id);
      await app.github.rerequestCheckSuite(project.name, headSha, "dev");
      const third = await project.concluded(headSha, second.id);
      expect(project.checkRuns(headSha).map(({ id, conclusion }) => [id, conclusion])).toEqual([
        [first.id, "success"],
        [second.id, "success"],
        [third.id, "success"],
      ]);
    });

    test("another base is another question; another title is none", async () => {
      const project = await ordersProject("retargeted", 300);
      await withBranch(project, 60);
      const { pull, headSha } = await project.open(queueOf(60));
      const first = await project.concluded(headSha);
      expect(first).toMatchObject({ conclusion: "failure" });
      await app.github.editPull(project.name, pull, { title: "A better title" });
      await app.github.editPull(project.name, pull, { base: "release" });
      const second = await project.concluded(headSha, first.id);
      expect(second).toMatchObject({ conclusion: "success", title: "Nothing to check" });
      expect(project.lineComments(pull).map(({ minimized }) => minimized)).toEqual(["resolved"]);
      expect(project.summaries(pull)[0]).toMatch(/^\*\*Nothing to check\.\*\* <sub>/);
      expect(project.checkRuns(headSha)).toHaveLength(2);
    });

    test("a closed pull request's check is ended, and a reopened one is checked", async () => {
      const project = await ordersProject("closed");
      const release = project.addFault({ match: { service: "cloudcontrol" }, fault: "hang" });
      const { pull, headSha } = await project.open(queueOf(60));
      await until(() => project.awsCalls().some(({ service }) => service === "cloudcontrol"), "the run reads");
      await app.github.closePull(project.name, pull);
      await until(() => project.checkRuns(headSha)[0]?.status === "completed", "the check is ended");
      expect(project.checkRuns(headSha)).toMatchObject([{ conclusion: "cancelled" }]);
      release();
      await app.github.reopenPull(project.name, pull);
      expect(await project.concluded(headSha)).toMatchObject({ conclusion: "success" });
      expect(app.github.issueComments(project.name, pull)).toEqual([]);
    });

    test("a draft is checked, and again when it is ready", async () => {
      const project = await ordersProject("draft", 300);
      const { pull, headSha } = await project.open(queueOf(60), { draft: true });
      const first = await project.concluded(headSha);
      await app.github.markReady(project.name, pull);
      const second = await project.concluded(headSha, first.id);
      expect([first.conclusion, second.conclusion]).toEqual(["failure", "failure"]);
      expect(project.lineComments(pull)).toHaveLength(1);
      expect(project.summaries(pull)).toHaveLength(1);
    });

    test("of two pull requests with one head, the worse conclusion stands, until it is closed", async () => {
      const project = await ordersProject("shared-head", 45);
      await withBranch(project, 60);
      const headSha = await project.push("change", queueOf(60));
      const worse = await app.github.openPull(project.name, { head: "change", by: "dev" });
      const first = await project.concluded(headSha);
      expect(first.conclusion).toBe("failure");
      const better = await app.github.openPull(project.name, { head: "change", base: "release", by: "dev" });
      const second = await project.concluded(headSha, first.id);
      expect(second).toMatchObject({ conclusion: "failure", title: `The one assumption no longer holds (#${worse})` });
      expect(second.summary).toContain("Nothing to check");
      expect(app.github.issueComments(project.name, better)).toEqual([]);
      await app.github.closePull(project.name, worse);
      expect(await project.concluded(headSha, second.id)).toMatchObject({
        conclusion: "success",
        title: "Nothing to check",
      });
    });

    test("the newest push supersedes the run that is under way", async () => {
      const project = await ordersProject("superseded", 300);
      const release = project.addFault({ match: { service: "cloudcontrol" }, fault: "hang" });
      const { pull, headSha } = await project.open(queueOf(60));
      await until(() => project.awsCalls().some(({ service }) => service === "cloudcontrol"), "the run reads");
      release();
      const next = await app.github.push(project.name, { branch: "change", files: queueOf(90), by: "dev" });
      expect(await project.concluded(next)).toMatchObject({ conclusion: "failure" });
      await until(() => project.checkRuns(headSha)[0]?.status === "completed", "the older check is ended");
      expect(project.checkRuns(headSha)).toMatchObject([{ conclusion: "cancelled", title: "Superseded" }]);
      expect(project.lineComments(pull).map(({ body }) => body)).toMatchObject([expect.stringContaining("`90`")]);
    });

    test("installing the App checks the pull requests that are open", async () => {
      const name = "globex/orders";
      const account = "222233334444";
      const { id } = app.github.createOwner("globex");
      // As whoever copies a trust policy without its condition has it.
      app.aws.world.setRole(account, "plumbline-read", {});
      const settings = `version: 1
targets:
  prod: { root: infra, account: "${account}", region: eu-west-1, role: "arn:aws:iam::${account}:role/plumbline-read" }
`;
      await app.github.createRepository({ name, files: { ...queueOf(30), ".github/plumbline.yml": settings } });
      const heads: string[] = [];
      for (const timeout of [60, 90]) {
        const branch = `to-${timeout}`;
        heads.push(await app.github.push(name, { branch, files: queueOf(timeout) }));
        await app.github.openPull(name, { head: branch });
      }
      expect(app.github.checkRuns(name)).toEqual([]);
      await app.github.install("globex");
      const refused = await Promise.all(heads.map((head) => app.concluded(name, head)));
      for (const { conclusion, summary } of refused) {
        expect(conclusion).toBe("action_required");
        expect(summary).toContain("can be assumed without an ExternalId");
      }
      const reads = app.aws.requests.filter((request) => request.account === account && request.service !== "sts");
      expect(reads).toEqual([]);

      app.aws.world.setRole(account, "plumbline-read", { trust: { externalId: app.externalIdOf(id) } });
      await app.github.uninstall("globex");
      await app.github.install("globex");
      for (const [index, head] of heads.entries()) {
        const run = await app.concluded(name, head, refused[index]?.id);
        expect(run).toMatchObject({ conclusion: "failure", title: "The one assumption no longer holds" });
        expect(run.annotations[0]?.title).toContain("declared and not live");
      }
    });
  });
}

/** Changes the webhook's secret for a moment, so that nothing else may run beside it. */
export function signatures(): void {
  test("a delivery with a wrong signature is refused and leads to nothing; one that comes again leads to one run", async () => {
    const { github } = app;
    const project = await ordersProject("signed");
    github.setWebhookSecret("not the secret");
    const { headSha } = await project.open(queueOf(60));
    github.setWebhookSecret(WEBHOOK_SECRET);
    const opened = github.deliveries.findLast(({ event }) => event === "pull_request");
    expect(opened).toMatchObject({ action: "opened", status: 401 });

    // By the time that another pull request was checked, this one would have been as well.
    const other = await ordersProject("signed-well");
    await other.concluded((await other.open(queueOf(60))).headSha);
    expect(project.githubCalls()).toEqual([]);
    expect(project.awsCalls()).toEqual([]);

    const deliver = () => github.redeliver(opened?.id ?? 0);
    expect([(await deliver()).status, (await deliver()).status]).toEqual([202, 202]);
    await project.concluded(headSha);
    expect((await deliver()).status).toBe(202);
    await other.concluded((await other.open(queueOf(90), { head: "again" })).headSha);
    expect(project.checkRuns(headSha)).toHaveLength(1);
  });
}
