import { describe, expect, it } from "vitest";
import { check, type Files, withRepository, write } from "../support/checking.ts";
import { about, config, CONFIG_PATH, expectHotfixFound, hotfix, hotfixWorld, queue, topic } from "../support/hotfix.ts";
import { createRepository, type TestRepository } from "../support/repository.ts";

const TOPIC = (name: string) => `resource "aws_sns_topic" "t" {\n  name         = "t"\n  display_name = "${name}"\n}\n`;

async function commit(repository: TestRepository, files: Files): Promise<string> {
  await write(repository, files);
  return repository.commit("change");
}

describe.concurrent("a history that is not all there", { timeout: 60_000 }, () => {
  it("a shallow clone that lacks the base says so", async () => {
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      const baseCommit = await commit(repository, base);
      await commit(repository, head);
      const clone = await createRepository();
      await clone.git("fetch", "--quiet", "--depth=1", `file://${repository.folder}`, "main");
      await clone.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
      const { exit, error } = await check(clone, { base: baseCommit, head: "HEAD" });
      expect({ exit, code: error.code }).toEqual({ exit: 2, code: "revision" });
      await clone.remove();
    });
  });

  it("shallow commits without what they have in common cannot be merged, and that is said", async () => {
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      await commit(repository, base);
      await repository.git("checkout", "--quiet", "-b", "change");
      await commit(repository, head);
      await repository.git("checkout", "--quiet", "main");
      await commit(repository, { "README.md": "later\n" });
      const clone = await createRepository();
      await clone.git("fetch", "--quiet", "--depth=1", `file://${repository.folder}`, "main:base", "change:head");
      const { exit, error } = await check(clone, { base: "base", head: "head" }, { world: hotfixWorld() });
      expect({ exit, code: error.code }).toEqual({ exit: 2, code: "merge" });
      expect(error.message).toMatch(/shallow|unshallow|history/);
      await clone.remove();
    });
  });

  it("a head that lags behind base does not look like a revert", async () => {
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      await commit(repository, { ...base, "infra/t.tf": TOPIC("one") });
      await repository.git("checkout", "--quiet", "-b", "behind");
      const behind = await commit(repository, { "infra/t.tf": TOPIC("two") });
      await repository.git("checkout", "--quiet", "main");
      const ahead = await commit(repository, head);
      const { exit, report } = await check(
        repository,
        { base: ahead, head: behind },
        { world: hotfixWorld([topic("t", { DisplayName: "one" })]) },
      );
      expect({ exit, conclusion: report.summary.conclusion }).toEqual({ exit: 0, conclusion: "success" });
      expect(report.assumptions.map(({ subject, verdict }) => [subject.address, verdict])).toEqual([
        ["aws_sns_topic.t", "holds"],
      ]);
      expect(report.subject).toMatchObject({ base: ahead, head: behind });
    });
  });

  it("in a conflict the file concerned is unknown, and the rest is checked", async () => {
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      const other = 'resource "aws_sns_topic" "u" {\n  name = "u"\n}\n';
      // Without it a provider might stand in the file that cannot be read.
      const provider = { "infra/provider.tf": 'provider "aws" {\n  region = "eu-west-1"\n}\n' };
      await commit(repository, { ...base, ...provider, "infra/t.tf": TOPIC("one"), "infra/u.tf": other });
      await repository.git("checkout", "--quiet", "-b", "change");
      await repository.git("rm", "--quiet", "infra/u.tf");
      const change = await commit(repository, {
        ...head,
        "infra/t.tf": TOPIC("two"),
        "infra/new.tf": 'data "aws_sqs_queue" "gone" {\n  name = "gone"\n}\n',
      });
      await repository.git("checkout", "--quiet", "main");
      const later = await commit(repository, {
        "infra/t.tf": TOPIC("three"),
        "infra/u.tf": other.replace('"u"\n}', '"u"\n  display_name = "U"\n}'),
      });
      const { exit, report } = await check(
        repository,
        { base: later, head: change },
        { world: hotfixWorld([topic("t", { DisplayName: "live" }), topic("u")]) },
      );
      expectHotfixFound(report);
      expect(about(report, "data.aws_sqs_queue.gone")).toMatchObject({ finding: "missing" });
      for (const address of ["aws_sns_topic.t", "aws_sns_topic.u"]) {
        expect(about(report, address)).toMatchObject({
          verdict: "unknown",
          reason: "problem",
          message: expect.stringContaining("conflicts") as string,
        });
      }
      expect(report.problems.map(({ path }) => path)).toEqual(["infra/t.tf", "infra/u.tf"]);
      expect(exit).toBe(1);
    });
  });

  it("a conflict outside the infrastructure changes nothing", async () => {
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      await commit(repository, { ...base, "README.md": "one\n" });
      await repository.git("checkout", "--quiet", "-b", "change");
      const change = await commit(repository, { ...head, "README.md": "two\n" });
      await repository.git("checkout", "--quiet", "main");
      const later = await commit(repository, { "README.md": "three\n" });
      const { report } = await check(repository, { base: later, head: change }, { world: hotfixWorld() });
      expectHotfixFound(report);
      expect(report.problems).toEqual([]);
    });
  });

  it("a conflict in the only file that changes is never green", async () => {
    await withRepository(async (repository) => {
      await commit(repository, { [CONFIG_PATH]: config(), "infra/t.tf": TOPIC("one") });
      await repository.git("checkout", "--quiet", "-b", "change");
      const change = await commit(repository, { "infra/t.tf": TOPIC("two") });
      await repository.git("checkout", "--quiet", "main");
      const later = await commit(repository, { "infra/t.tf": TOPIC("three") });
      const { exit, report } = await check(
        repository,
        { base: later, head: change },
        { world: hotfixWorld([topic("t", { DisplayName: "three" })]) },
      );
      expect({ exit, conclusion: report.summary.conclusion, holds: report.summary.holds }).toEqual({
        exit: 0,
        conclusion: "neutral",
        holds: 0,
      });
    });
  });
});

describe.concurrent("a submodule is never read", { timeout: 60_000 }, () => {
  const module =
    'module "q" {\n  source = "./modules/q"\n}\noutput "url" {\n  value = module.q.url\n}\nresource "aws_sns_topic" "copy" {\n  name = module.q.name\n}\n';

  it("where a module should be", async () => {
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      const baseCommit = await commit(repository, base);
      await write(repository, { ...head, "infra/m.tf": module });
      await repository.git("add", "--all");
      await repository.git("update-index", "--add", "--cacheinfo", `160000,${baseCommit},infra/modules/q`);
      await repository.git("commit", "--quiet", "--message", "submodule");
      const { report } = await check(
        repository,
        { base: baseCommit, head: "HEAD" },
        { world: hotfixWorld([queue("q")]) },
      );
      expectHotfixFound(report);
      const others = report.assumptions.filter(({ subject }) => subject.address !== "aws_sqs_queue.invoices");
      expect(others.map(({ verdict }) => verdict)).not.toContain("stale");
      expect(others.map(({ verdict }) => verdict)).not.toContain("holds");
      expect(others.length + report.problems.length).toBeGreaterThan(0);
    });
  });

  it("where a root should be", async () => {
    await withRepository(async (repository) => {
      const settings = config().replace("root: infra", "root: deployed");
      const first = await commit(repository, { [CONFIG_PATH]: settings, "README.md": "" });
      await repository.git("update-index", "--add", "--cacheinfo", `160000,${first},deployed`);
      await repository.git("commit", "--quiet", "--message", "submodule");
      const { exit, report } = await check(repository, { base: first, head: "HEAD" });
      expect({ exit, conclusion: report.summary.conclusion, problems: report.problems.length }).toEqual({
        exit: 0,
        conclusion: "neutral",
        problems: 1,
      });
    });
  });
});
