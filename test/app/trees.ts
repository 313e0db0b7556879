import { describe, expect, test } from "vitest";
import { MAIN } from "./app.ts";
import { queueBlock } from "./live.ts";
import { app } from "./shared.ts";

const HOTFIX = { VisibilityTimeout: 300 };
const ONE_STALE = { conclusion: "failure", title: "The one assumption no longer holds" } as const;

/** Repositories and diffs of every shape. */
export function trees(): void {
  describe.concurrent("trees and diffs", () => {
    test("one line among 3,000 changed files is found, with no more calls than the listing takes", async () => {
      const project = await app.project("many-files", { files: { "infra/zz.tf": queueBlock("orders") } });
      project.setQueue("orders", HOTFIX);
      const others = Object.fromEntries(
        Array.from({ length: 2999 }, (_, index) => [`docs/page-${index}.md`, `Page ${index}`]),
      );
      const { pull, headSha } = await project.open({ ...others, "infra/zz.tf": queueBlock("orders", 60) });
      expect(await project.concluded(headSha)).toMatchObject(ONE_STALE);
      expect(project.lineComments(pull)).toMatchObject([{ path: "infra/zz.tf", line: 3 }]);
      expect(project.githubCalls().length).toBeLessThanOrEqual(15 + 3000 / 100);
    });

    test("a file that is too large is a problem with its name, and the rest is checked", async () => {
      const project = await app.project("large-file", { files: { [MAIN]: queueBlock("orders") } });
      project.setQueue("orders");
      const large = `# ${"x".repeat(600 * 1024)}\n${queueBlock("letters")}`;
      const { headSha } = await project.open({ [MAIN]: queueBlock("orders", 60), "infra/large.tf": large });
      const run = await project.concluded(headSha);
      expect(run.conclusion).toBe("neutral");
      expect(run.title).toContain("1 problem in the code");
      expect(run.summary).toContain("`infra/large.tf`");
      expect(run.summary).toContain("1 holds");
    });

    test("a renamed file is no change of what it declares; what changed in it stands at its new path", async () => {
      const project = await app.project("renamed", { files: { [MAIN]: queueBlock("orders") + queueBlock("letters") } });
      project.setQueue("orders", HOTFIX);
      project.setQueue("letters");
      const { headSha: moved } = await project.open({
        [MAIN]: null,
        "infra/queues.tf": queueBlock("orders") + queueBlock("letters"),
      });
      expect(await project.concluded(moved)).toMatchObject({ conclusion: "success", title: "Nothing to check" });
      const { pull, headSha } = await project.open(
        { [MAIN]: null, "infra/queues.tf": queueBlock("orders", 60) + queueBlock("letters") },
        { head: "moved-and-changed" },
      );
      expect(await project.concluded(headSha)).toMatchObject(ONE_STALE);
      expect(project.lineComments(pull)).toMatchObject([{ path: "infra/queues.tf", line: 3, side: "RIGHT" }]);
    });

    test("a root that is removed is spoken of on the lines that go", async () => {
      const project = await app.project("root-removed", {
        files: { [MAIN]: queueBlock("orders"), "README.md": "Orders" },
      });
      project.setQueue("orders", HOTFIX);
      const { pull, headSha } = await project.open({ [MAIN]: null });
      const run = await project.concluded(headSha);
      expect(run).toMatchObject({ ...ONE_STALE, annotations: [] });
      const [comment] = project.lineComments(pull);
      expect(comment).toMatchObject({ path: MAIN, side: "LEFT" });
      expect(comment?.body).toContain("**This removes a live queue that is not as `main` declares it.**");
    });

    test("a symlink and a submodule in the root are not followed, and the rest is checked", async () => {
      const project = await app.project("links", { files: { [MAIN]: queueBlock("orders") } });
      project.setQueue("orders", HOTFIX);
      const { pull, headSha } = await project.open({
        [MAIN]: queueBlock("orders", 60),
        "infra/outside.tf": { symlink: "../../../../etc/passwd" },
        "infra/vendored": { submodule: "1".repeat(40) },
      });
      const run = await project.concluded(headSha);
      expect(run).toMatchObject({ conclusion: "failure" });
      expect(run.summary).toContain("`infra/outside.tf`");
      expect(run.summary).toContain("symbolic link");
      expect(project.lineComments(pull)).toMatchObject([{ path: MAIN, line: 3 }]);
      expect(project.posted()).not.toContain("root:");
    });

    test("a head that lags behind its base is no revert of what base has since", async () => {
      const project = await app.project("behind", {
        files: { [MAIN]: queueBlock("orders"), "infra/letters.tf": queueBlock("letters") },
      });
      project.setQueue("orders", { VisibilityTimeout: 45 });
      project.setQueue("letters");
      const headSha = await project.push("change", { "infra/letters.tf": queueBlock("letters", 60) });
      await app.github.push(project.name, { files: { [MAIN]: queueBlock("orders", 45) } });
      const pull = await app.github.openPull(project.name, { head: "change", by: "dev" });
      expect(await project.concluded(headSha)).toMatchObject({
        conclusion: "success",
        title: "The one assumption holds",
      });
      expect(app.github.issueComments(project.name, pull)).toEqual([]);
    });

    test("a file that conflicts is not judged, and the rest is", async () => {
      const project = await app.project("conflict", {
        files: { [MAIN]: queueBlock("orders"), "infra/letters.tf": queueBlock("letters") },
      });
      project.setQueue("orders", HOTFIX);
      project.setQueue("letters");
      const headSha = await project.push("change", {
        [MAIN]: queueBlock("orders", 60),
        "infra/letters.tf": queueBlock("letters", 60),
      });
      await app.github.push(project.name, { files: { [MAIN]: queueBlock("orders", 45) } });
      const pull = await app.github.openPull(project.name, { head: "change", by: "dev" });
      const run = await project.concluded(headSha);
      expect(run.conclusion).toBe("neutral");
      expect(run.summary).toMatch(/`infra\/main\.tf`[^\n]*conflicts with the base branch: merge or rebase/);
      expect(run.summary).toContain("1 holds");
      expect(project.posted()).not.toMatch(/overwrites|no longer hold/);
      expect(app.github.reviews(project.name, pull)).toEqual([]);
    });
  });
}
