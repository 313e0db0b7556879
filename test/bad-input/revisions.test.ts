import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.ts";
import { check, type Files, toChecked, withRepository, write } from "../support/checking.ts";
import { config, expectHotfixFound, hotfix, HOTFIX_PATH, hotfixWorld } from "../support/hotfix.ts";
import { createRepository, type TestRepository } from "../support/repository.ts";

async function commit(repository: TestRepository, files: Files): Promise<string> {
  await write(repository, files);
  return repository.commit("change");
}

async function run(args: readonly string[], environment: Record<string, string> = {}) {
  return toChecked(await runCli(["check", "--format", "json", ...args], environment), []);
}

describe.concurrent("what is no change to check", { timeout: 60_000 }, () => {
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

describe.concurrent("a repository or a revision that is not there ends the run", { timeout: 60_000 }, () => {
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

  it.each(["--upload-pack=touch proof", "-h", "--git-dir=/", "", "HEAD\n--all", "HEAD..HEAD", "^HEAD"])(
    "a revision that looks like an option, or like more than one, is only a name: %j",
    async (revision) => {
      await withRepository(async (repository) => {
        const only = await commit(repository, hotfix().base);
        const asBase = await check(repository, { base: revision, head: only });
        const asHead = await check(repository, { base: only, head: revision });
        expect([asBase, asHead].map(({ exit, error }) => [exit, error.code])).toEqual([
          [2, "revision"],
          [2, "revision"],
        ]);
        expect(await repository.git("status", "--porcelain")).toBe("");
      });
    },
  );

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
      expect(report.summary.conclusion).toBe("failure");
      expectHotfixFound(report);
    });
    await other.remove();
  });
});

describe.concurrent("arguments that make no sense", { timeout: 60_000 }, () => {
  const cases: [name: string, args: readonly string[], message: RegExp][] = [
    ["no base", [], /--base is missing/],
    ["an option that does not exist", ["--base", "HEAD", "--upload-pack=x"], /--upload-pack/],
    ["an option for a value", ["--base", "--head"], /--base/],
    ["something besides options", ["--base", "HEAD", "infra"], /infra/],
    ["a configuration that is not there", ["--base", "HEAD", "--config", "/nowhere/plumbline.yml"], /cannot be read/],
  ];
  it.each(cases)("%s", async (_, args, message) => {
    const { exit, error, stderr } = await run(args);
    expect(exit).toBe(2);
    expect(error.message).toMatch(message);
    expect(stderr).not.toContain("    at ");
  });

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
      expect(report.summary.conclusion).toBe("failure");
      expectHotfixFound(report);
    });
  });
});
