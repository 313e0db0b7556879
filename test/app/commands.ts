import { describe, expect, test } from "vitest";
import { MAIN, until, type Project } from "./app.ts";
import { queueBlock } from "./live.ts";
import { app } from "./shared.ts";

async function answered(project: Project, pull: number, replies: number): Promise<readonly string[]> {
  await until(() => project.replies(pull).length >= replies, `there are ${replies} replies`);
  return project.replies(pull);
}

/** A repository whose one pull request was checked. */
async function checked(name: string): Promise<{ project: Project; pull: number; headSha: string; runId: number }> {
  const project = await app.project(name, { files: { [MAIN]: queueBlock("orders") } });
  project.setQueue("orders");
  const { pull, headSha } = await project.open({ [MAIN]: queueBlock("orders", 60) });
  const run = await project.concluded(headSha);
  return { project, pull, headSha, runId: run.id };
}

/** What a comment may ask for, who may, and what a fork waits for. */
export function commands(): void {
  describe.concurrent("commands", () => {
    test("nobody's, no person's, and nothing but a line of its own is none", async () => {
      const { project, pull, headSha, runId } = await checked("none");
      const { github } = app;
      await github.comment(project.name, pull, "/drift recheck", "another-app[bot]");
      await github.comment(project.name, pull, "Please say /drift recheck", "dev");
      await github.comment(project.name, pull, "> /drift recheck", "dev");
      await github.comment(project.name, pull, "```\n/drift recheck\n```", "dev");
      await github.comment(project.name, pull, "    /drift recheck", "dev");
      await github.comment(project.name, pull, "/driftrecheck", "dev");
      const edited = await github.comment(project.name, pull, "Nothing to see", "dev");
      await github.editComment(project.name, pull, edited, "/drift recheck");
      await github.comment(project.name, pull, "/drift recheck", "reader");
      await github.comment(project.name, pull, "/drift recheck", "stranger");
      // The refusals are the only answers: by the time they are there, so are those to what came before.
      const replies = await answered(project, pull, 2);
      await github.comment(project.name, pull, "/drift help", "dev");
      await answered(project, pull, 3);
      expect(new Set(replies)).toEqual(
        new Set(["Commands are taken from people with write permission to this repository only."]),
      );
      expect(project.checkRuns(headSha).map(({ id }) => id)).toEqual([runId]);
      const reactions = github.issueComments(project.name, pull).filter(({ reactions: all }) => all.length > 0);
      expect(reactions.map(({ by }) => by)).toEqual(["reader", "stranger", "dev"]);
    });

    test("what is not understood gets a reply, and help lists what is", async () => {
      const { project, pull, headSha, runId } = await checked("nonsense");
      await app.github.comment(project.name, pull, "/drift nonsense @everyone `x` <img src=x>", "dev");
      const [notUnderstood] = await answered(project, pull, 1);
      expect(notUnderstood).toContain("/drift nonsense");
      expect(notUnderstood).toMatch(/is not a command\. There are `\/drift recheck` and `\/drift help`\.$/);
      expect(notUnderstood?.replaceAll(/``.*``|`[^`]*`/g, "")).not.toMatch(/@everyone|<img/);
      await app.github.comment(project.name, pull, "/drift help", "dev");
      const [, help] = await answered(project, pull, 2);
      expect(help).toContain("`/drift recheck` looks at the account again");
      expect(help).toContain("`/drift help`");
      expect(project.checkRuns(headSha).map(({ id }) => id)).toEqual([runId]);
    });

    test("in a thread on a line are taken as well, and answered there", async () => {
      const { project, pull, headSha, runId } = await checked("threads");
      const thread = await app.github.commentOnLine(project.name, pull, {
        path: MAIN,
        line: 3,
        body: "/drift what",
        by: "dev",
      });
      await until(() => app.github.threads(project.name, pull)[0]?.comments.length === 2, "the thread has an answer");
      expect(app.github.threads(project.name, pull)[0]?.comments[1]).toMatchObject({
        by: app.github.botLogin,
        inReplyTo: thread,
      });
      await app.github.reply(project.name, pull, thread, "/drift recheck", "dev");
      expect(await project.concluded(headSha, runId)).toMatchObject({ conclusion: "success" });
    });

    test("a fork's pull request is looked into when a writer says so, for the commit that is its head then", async () => {
      const { github } = app;
      const project = await app.project("forked", { files: { [MAIN]: queueBlock("orders") }, private: false });
      project.setQueue("orders", { VisibilityTimeout: 300 });
      const fork = await github.fork(project.name, "stranger");
      const push = (timeout: number) =>
        github.push(fork, {
          branch: "fix",
          from: "main",
          files: { [MAIN]: queueBlock("orders", timeout) },
          by: "stranger",
        });
      const headSha = await push(60);
      const pull = await github.openPull(project.name, { head: "stranger:fix", by: "stranger" });

      const awaiting = await project.concluded(headSha);
      expect(awaiting).toMatchObject({
        conclusion: "action_required",
        title: "Waiting for someone with write permission",
      });
      expect(awaiting.summary).toContain(headSha.slice(0, 7));
      expect(awaiting.summary).toContain("`/drift recheck`");

      // The author may not let it through, nor may a reader.
      await github.comment(project.name, pull, "/drift recheck", "stranger");
      await github.comment(project.name, pull, "/drift recheck", "reader");
      await answered(project, pull, 2);
      expect(project.awsCalls()).toEqual([]);
      expect(project.checkRuns(headSha)).toHaveLength(1);
      expect(github.reviews(project.name, pull)).toEqual([]);

      await github.comment(project.name, pull, "/drift recheck", "dev");
      const allowed = await project.concluded(headSha, awaiting.id);
      expect(allowed).toMatchObject({ conclusion: "failure", title: "The one assumption no longer holds" });
      const calls = project.awsCalls().length;
      expect(calls).toBeGreaterThan(0);
      expect(project.lineComments(pull)).toHaveLength(1);

      // The next push is nobody's word for anything.
      const next = await push(90);
      const again = await project.concluded(next);
      expect(again).toMatchObject({ conclusion: "action_required" });
      expect(again.summary).toContain(next.slice(0, 7));
      expect(project.awsCalls()).toHaveLength(calls);
      await github.rerequestCheckRun(project.name, again.id, "dev");
      expect(await project.concluded(next, again.id)).toMatchObject({ conclusion: "action_required" });
      expect(project.awsCalls()).toHaveLength(calls);
    });
  });
}
