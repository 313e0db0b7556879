import { describe, expect, test } from "vitest";
import { MAIN, type Project } from "./app.ts";
import { queueBlock } from "./live.ts";
import { app } from "./shared.ts";

const UNDEPLOYED = { conclusion: "neutral", title: "The one assumption no longer holds" } as const;

/** What base's history tells, as GitHub gives it. */
export function history(): void {
  describe.concurrent("base's history", () => {
    test("a change that was merged and not deployed is told from one made by hand, and named", async () => {
      const project = await app.project("undeployed", { files: { [MAIN]: queueBlock("orders", 30) } });
      project.setQueue("orders");
      const merged = await app.github.push(project.name, { files: { [MAIN]: queueBlock("orders", 60) }, by: "dev" });
      await app.github.push(project.name, { files: { "README.md": "Orders" }, by: "dev" });
      const { pull, headSha } = await project.open({ [MAIN]: queueBlock("orders", 90) });
      expect(await project.concluded(headSha)).toMatchObject(UNDEPLOYED);
      const [comment] = project.lineComments(pull);
      expect(comment).toMatchObject({ path: MAIN, line: 3 });
      expect(comment?.body).toContain("**A change of `main` is not deployed.**");
      expect(comment?.body).toContain(`before \`${merged.slice(0, 7)}\`, which was merged on `);
      expect(lookingBack(project)).toEqual({ pages: 1, folders: 1 });
    });

    test("a merge is one change, and what only its branch declared never was base's", async () => {
      const project = await app.project("undeployed-merge", { files: { [MAIN]: queueBlock("orders", 30) } });
      const feature = await project.open({ [MAIN]: queueBlock("orders", 40) }, { head: "feature" });
      await app.github.push(project.name, {
        branch: "feature",
        files: { [MAIN]: queueBlock("orders", 60) },
        by: "dev",
      });
      await app.github.push(project.name, { files: { "README.md": "Orders" }, by: "dev" });
      const merge = await app.github.mergePull(project.name, feature.pull);
      project.setQueue("orders");
      const { pull, headSha } = await project.open({ [MAIN]: queueBlock("orders", 90) });
      expect(await project.concluded(headSha)).toMatchObject(UNDEPLOYED);
      expect(project.lineComments(pull).at(-1)?.body).toContain(`before \`${merge.slice(0, 7)}\`, which was merged`);
      project.setQueue("orders", { VisibilityTimeout: 40 });
      const next = await project.open({ [MAIN]: queueBlock("orders", 91) }, { head: "again" });
      expect(await project.concluded(next.headSha)).toMatchObject({ conclusion: "failure" });
    });

    test("twenty changes of code in several folders are looked through in a few calls", async () => {
      const modules = (timeout: number) => ({
        [MAIN]:
          'module "orders" {\n  source  = "../modules/queue"\n  timeout = var.timeout\n}\nvariable "timeout" {}\n',
        "infra/terraform.tfvars": `timeout = ${timeout}\n`,
        "modules/queue/main.tf": `variable "timeout" {}\n${queueBlock("orders", 0).replace("= 0", "= var.timeout")}`,
      });
      const project = await app.project("undeployed-long-ago", { files: modules(30) });
      for (let timeout = 100; timeout < 121; timeout++)
        await app.github.push(project.name, { files: modules(timeout), by: "dev" });
      project.setQueue("orders", { VisibilityTimeout: 101 });
      const found = await project.open({ "infra/terraform.tfvars": "timeout = 500\n" });
      expect(await project.concluded(found.headSha)).toMatchObject(UNDEPLOYED);
      expect(project.posted()).toContain("nor are 18 later changes of the same files");
      expect(lookingBack(project)).toEqual({ pages: 1, folders: 1 });
      project.setQueue("orders", { VisibilityTimeout: 999 });
      const hotfix = await project.open({ "infra/terraform.tfvars": "timeout = 600\n" }, { head: "hotfix" });
      expect(await project.concluded(hotfix.headSha)).toMatchObject({ conclusion: "failure" });
      expect(lookingBack(project)).toEqual({ pages: 2, folders: 2 });
    });

    test("without drift, the history costs nothing", async () => {
      const project = await app.project("deployed", { files: { [MAIN]: queueBlock("orders", 30) } });
      await app.github.push(project.name, { files: { [MAIN]: queueBlock("orders", 60) }, by: "dev" });
      project.setQueue("orders", { VisibilityTimeout: 60 });
      const { headSha } = await project.open({ [MAIN]: queueBlock("orders", 90) });
      expect(await project.concluded(headSha)).toMatchObject({ conclusion: "success" });
      expect(lookingBack(project)).toEqual({ pages: 0, folders: 0 });
    });
  });
}

/** Queries for commits of base and for folders of earlier commits. */
function lookingBack(project: Project): { readonly pages: number; readonly folders: number } {
  const bodies = project.githubCalls().map(({ body }) => JSON.stringify(body ?? null));
  return {
    pages: bodies.filter((body) => body.includes("history(first")).length,
    folders: bodies.filter((body) => body.includes("... on Tree {")).length,
  };
}
