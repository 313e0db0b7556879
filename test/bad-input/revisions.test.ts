import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.ts";
import { check, type Files, toChecked, withRepository, write } from "../support/checking.ts";
import {
  about,
  config,
  CONFIG_PATH,
  expectHotfixFound,
  hotfix,
  HOTFIX_PATH,
  hotfixWorld,
  queue,
  topic,
} from "../support/hotfix.ts";
import { createRepository, type TestRepository } from "../support/repository.ts";

const TOPIC = (name: string) => `resource "aws_sns_topic" "t" {\n  name         = "t"\n  display_name = "${name}"\n}\n`;

async function commit(repository: TestRepository, files: Files): Promise<string> {
  await write(repository, files);
  return repository.commit("change");
}

async function run(args: readonly string[], environment: Record<string, string> = {}) {
  return toChecked(await runCli(["check", "--format", "json", ...args], environment), []);
}

describe.concurrent("what is no change to check", () => {
  it("the same revision twice is nothing to check", async () => {
    await withRepository(async (repository) => {
      const only = await commit(repository, hotfix().base);
      const { exit, report, requests } = await check(repository, { base: only, head: only }, { world: hotfixWorld() });
      expect({ exit, summary: report.summary, problems: report.problems, requests }).toMatchObject({
        exit: 0,
        summary: { total: 0, conclusion: "success" },
        problems: [],
        requests: [],
      });
    });
  });

  it("an empty commit, and one that changes no infrastructure", async () => {
    await withRepository(async (repository) => {
      const base = await commit(repository, hotfix().base);
      const empty = await repository.commit("empty");
      const docs = await commit(repository, { "README.md": "docs\n", "infra/README.md": "docs\n" });
      for (const head of [empty, docs]) {
        const { exit, report, requests } = await check(repository, { base, head }, { world: hotfixWorld() });
        expect({ exit, total: report.summary.total, conclusion: report.summary.conclusion, requests }).toEqual({
          exit: 0,
          total: 0,
          conclusion: "success",
          requests: [],
        });
      }
      const { stdout } = await check(repository, { base, head: empty }, { format: "text" });
      expect(stdout).toMatch(/nothing to check/i);
    });
  });
});

describe.concurrent("a repository or a revision that is not there ends the run", () => {
  it("a repository without a commit", async () => {
    await withRepository(async (repository) => {
      const { exit, error } = await check(repository, { base: "HEAD" });
      expect({ exit, code: error.code }).toEqual({ exit: 2, code: "revision" });
      expect(error.message).toContain("HEAD");
    });
  });

  it("a revision that does not exist, as base and as head", async () => {
    await withRepository(async (repository) => {
      const { base: files } = hotfix();
      const only = await commit(repository, files);
      for (const revisions of [
        { base: "nowhere" },
        { base: only, head: "nowhere" },
        { base: `${only}:${HOTFIX_PATH}`, head: only },
      ]) {
        const { exit, error } = await check(repository, revisions);
        expect({ exit, code: error.code }).toEqual({ exit: 2, code: "revision" });
      }
    });
  });

  it("a revision that looks like an option is only a name", { timeout: 60_000 }, async () => {
    await withRepository(async (repository) => {
      const { base: files } = hotfix();
      const only = await commit(repository, files);
      const proof = join(repository.folder, "proof");
      for (const revision of [
        `--upload-pack=touch ${proof}`,
        "-h",
        "--git-dir=/",
        "",
        "HEAD\n--all",
        "HEAD..HEAD",
        "^HEAD",
      ]) {
        for (const revisions of [
          { base: revision, head: only },
          { base: only, head: revision },
        ]) {
          const { exit, error } = await check(repository, revisions);
          expect({ revision, exit, code: error.code }).toEqual({ revision, exit: 2, code: "revision" });
        }
      }
      expect(await repository.git("status", "--porcelain")).toBe("");
    });
  });

  it("a folder that is no repository, a file, and nothing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plumbline-no-repository-"));
    try {
      await writeFile(join(folder, "file"), "");
      for (const repo of [folder, join(folder, "file"), join(folder, "nothing")]) {
        const { exit, error, stderr } = await run(["--repo", repo, "--base", "HEAD"]);
        expect({ repo, exit, path: error.path }).toEqual({ repo, exit: 2, path: repo });
        expect(error.message).toMatch(/not a git repository|is this a folder/);
        expect(stderr).not.toContain("    at ");
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("a repository that belongs to somebody else's environment is not read instead", async () => {
    const other = await createRepository();
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      const baseCommit = await commit(repository, base);
      const headCommit = await commit(repository, head);
      // What git sets for its hooks.
      const environment = {
        GIT_DIR: join(other.folder, ".git"),
        GIT_WORK_TREE: other.folder,
        GIT_INDEX_FILE: join(other.folder, ".git/index"),
      };
      const { report } = await check(
        repository,
        { base: baseCommit, head: headCommit },
        { world: hotfixWorld(), environment },
      );
      expectHotfixFound(report);
    });
    await other.remove();
  });
});

describe.concurrent("a history that is not all there", () => {
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
      await commit(repository, { ...base, "infra/t.tf": TOPIC("one"), "infra/u.tf": other });
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

describe.concurrent("a submodule is never read", () => {
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

describe.concurrent("arguments that make no sense", () => {
  const cases: readonly (readonly [name: string, args: readonly string[], message: RegExp])[] = [
    ["no base", [], /--base is missing/],
    ["an option that does not exist", ["--base", "HEAD", "--upload-pack=x"], /--upload-pack/],
    ["an option for a value", ["--base", "--head"], /--base/],
    ["something besides options", ["--base", "HEAD", "infra"], /infra/],
    ["a configuration that is not there", ["--base", "HEAD", "--config", "/nowhere/plumbline.yml"], /cannot be read/],
  ];
  for (const [name, args, message] of cases) {
    it(name, async () => {
      const { exit, error, stderr } = await run(args);
      expect(exit).toBe(2);
      expect(error.message).toMatch(message);
      expect(stderr).not.toContain("    at ");
    });
  }

  it("a format and a command that do not exist", async () => {
    for (const args of [["check", "--base", "HEAD", "--format", "constructor"], ["chekc"], []]) {
      const { exit, stdout, stderr } = await runCli(args);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
      expect(stderr).toContain("usage: plumbline check");
    }
  });

  it("help is no error", async () => {
    const { exit, stdout } = await runCli(["--help"]);
    expect({ exit, starts: stdout.startsWith("usage:") }).toEqual({ exit: 0, starts: true });
  });

  it("a configuration in a folder of a link's own", async () => {
    await withRepository(async (repository) => {
      const folder = join(repository.folder, "a b'c");
      await mkdir(folder);
      await writeFile(join(folder, "plumbline.yml"), config());
      const { base, head } = hotfix();
      const baseCommit = await commit(repository, base);
      const headCommit = await commit(repository, head);
      const { report } = await check(
        repository,
        { base: baseCommit, head: headCommit },
        { world: hotfixWorld(), args: ["--config", join(folder, "plumbline.yml")] },
      );
      expectHotfixFound(report);
    });
  });
});
