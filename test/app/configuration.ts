import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/read.ts";
import { CONFIG_PATH, MAIN, REGION } from "./app.ts";
import { queueBlock } from "./live.ts";
import { app } from "./shared.ts";

const PROVIDER = `provider "aws" {
  region = "${REGION}"
}
`;
const TEMPLATE = `Resources:
  Letters:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: letters
`;

/** What the default branch configures, and what is said without a usable configuration. */
export function configuration(): void {
  describe.concurrent("configuration", () => {
    test("without one, the check shows one that can be committed as it is, and then works", async () => {
      const project = await app.project("suggested", {
        config: null,
        files: {
          [MAIN]: PROVIDER + queueBlock("orders"),
          "modules/queue/main.tf": queueBlock("inner"),
          "stacks/letters.yaml": TEMPLATE,
        },
      });
      const { pull, headSha } = await project.open({ [MAIN]: PROVIDER + queueBlock("orders", 60) });
      const run = await project.concluded(headSha);
      expect(run).toMatchObject({ conclusion: "neutral", title: "No configuration yet", annotations: [] });
      expect(run.summary).toContain(`\`${CONFIG_PATH}\` on the default branch`);
      const suggested = /^```yaml\n([\s\S]*?)\n```$/m.exec(run.summary ?? "")?.[1] ?? "";
      const { targets } = readConfig(suggested);
      expect(targets.map(({ root }) => root)).toEqual(expect.arrayContaining(["infra", "stacks"]));
      expect(targets.find(({ root }) => root === "infra")).toMatchObject({ region: REGION });
      expect(app.github.issueComments(project.name, pull)).toEqual([]);
      expect(project.awsCalls()).toEqual([]);

      project.setQueue("orders");
      const completed = suggested.replaceAll("000000000000", project.account);
      await app.github.push(project.name, { files: { [CONFIG_PATH]: completed } });
      await app.github.comment(project.name, pull, "/drift recheck", "dev");
      expect(await project.concluded(headSha, run.id)).toMatchObject({
        conclusion: "success",
        title: "The one assumption holds",
      });
    });

    test.each([
      {
        name: "unknown-key",
        broken: "version: 1\ntragets: {}\n",
        says: ["`.github/plumbline.yml:2`", "unknown key `tragets`", "did you mean `targets`"],
      },
      {
        name: "unknown-setting",
        broken: `version: 1\ntargets:\n  prod:\n    root: infra\n    acount: "111122223333"\n`,
        says: ["`.github/plumbline.yml:5`", "unknown key `acount` under `targets.prod`", "did you mean `account`"],
      },
      {
        name: "wrong-value",
        broken: `version: 1\ntargets: {}\npolicy:\n  missing: fail\n`,
        says: ["`.github/plumbline.yml:4`", "`policy.missing` must be one of: block, warn, info, off"],
      },
      { name: "no-yaml", broken: `version: 1\ntargets: {\n`, says: ["`.github/plumbline.yml:", "Nothing was checked"] },
      { name: "empty", broken: "", says: ["`version: 1`"] },
    ])("one with an error says where, and nothing is read: $name", async ({ name, broken, says }) => {
      const project = await app.project(name, { config: broken, files: { [MAIN]: queueBlock("orders") } });
      const { pull, headSha } = await project.open({ [MAIN]: queueBlock("orders", 60) });
      const run = await project.concluded(headSha);
      expect(run).toMatchObject({ conclusion: "action_required", title: "The configuration has an error" });
      for (const words of says) expect(run.summary).toContain(words);
      expect(app.github.issueComments(project.name, pull)).toEqual([]);
      expect(project.awsCalls()).toEqual([]);
    });

    test("is that of the default branch, whatever the pull request or its base say", async () => {
      const project = await app.project("default-branch", { files: { [MAIN]: queueBlock("orders") } });
      project.setQueue("orders");
      const other = "999900001111";
      app.aws.world.setRole(other, "plumbline-read", {});
      const elsewhere = project.configuration().replaceAll(project.account, other);
      const changed = { [CONFIG_PATH]: elsewhere, [MAIN]: queueBlock("orders", 60) };
      const { headSha } = await project.open(changed);
      const run = await project.concluded(headSha);
      expect(run).toMatchObject({ conclusion: "success" });
      expect(run.summary).toContain(project.account.replace(/(....)(....)(....)/, "$1-$2-$3"));

      await app.github.push(project.name, {
        branch: "feature",
        from: "main",
        files: { [CONFIG_PATH]: elsewhere },
        by: "dev",
      });
      const next = await app.github.push(project.name, {
        branch: "onto-feature",
        from: "feature",
        files: { [MAIN]: queueBlock("orders", 90) },
        by: "dev",
      });
      await app.github.openPull(project.name, { head: "onto-feature", base: "feature", by: "dev" });
      expect(await project.concluded(next)).toMatchObject({ conclusion: "success" });
      expect(app.aws.requests.filter(({ account }) => account === other)).toEqual([]);
    });

    test("a pull request without infrastructure code has nothing to check", async () => {
      const project = await app.project("docs", { files: { [MAIN]: queueBlock("orders"), "README.md": "Old" } });
      const { pull, headSha } = await project.open({
        "README.md": "New",
        "docs/guide.md": "Read me",
        "app/main.py": "print(1)",
      });
      const run = await project.concluded(headSha);
      expect(run).toMatchObject({ conclusion: "success", title: "Nothing to check", annotations: [] });
      expect(run.summary).toContain("found nothing in this change");
      expect(project.awsCalls()).toEqual([]);
      expect(app.github.issueComments(project.name, pull)).toEqual([]);
      expect(app.github.reviews(project.name, pull)).toEqual([]);
    });

    test("a root that is not there is said with its line, and is not green", async () => {
      const project = await app.project("root-missing", { files: { [MAIN]: queueBlock("orders") }, config: null });
      const settings = project.configuration().replace("root: infra", "root: infrastructure");
      await app.github.push(project.name, { files: { [CONFIG_PATH]: settings } });
      const { headSha } = await project.open({ [MAIN]: queueBlock("orders", 60) });
      const run = await project.concluded(headSha);
      expect(run.conclusion).toBe("neutral");
      expect(run.summary).toContain("`.github/plumbline.yml:4`");
      expect(run.summary).toContain("infrastructure");
      expect(project.awsCalls()).toEqual([]);
    });
  });
}
