import { createHash } from "node:crypto";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, withRepository, write } from "../support/checking.ts";
import { about, expectHotfixFound, hotfix, hotfixWorld, topic } from "../support/hotfix.ts";
import type { TestRepository } from "../support/repository.ts";

const TOPIC = (name: string, text = "") => `resource "aws_sns_topic" "${name}" {\n  name = "${name}"\n${text}}\n`;

/** Every file under `.git` with its content. */
async function listingOf(repository: TestRepository): Promise<readonly string[]> {
  const folder = join(repository.folder, ".git");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const lines = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const digest = entry.isFile()
      ? createHash("sha256")
          .update(await readFile(path))
          .digest("hex")
      : "folder";
    return `${path} ${digest}`;
  });
  return (await Promise.all(lines)).toSorted();
}

describe.concurrent("the work tree as head", { timeout: 60_000 }, () => {
  it("is what is there, committed or not, and the repository is left as it was", async () => {
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      await write(repository, {
        ...base,
        "infra/deleted.tf": TOPIC("deleted"),
        "infra/staged.tf": TOPIC("staged"),
        ".gitignore": "*.ignored.tf\n",
      });
      const baseCommit = await repository.commit("base");
      await write(repository, { ...head, "infra/staged.tf": TOPIC("staged", '  display_name = "S"\n') });
      await repository.git("add", "infra/staged.tf");
      await write(repository, { "infra/staged.tf": TOPIC("staged", '  display_name = "W"\n') });
      await write(repository, {
        "infra/untracked.tf": TOPIC("untracked"),
        "infra/x.ignored.tf": TOPIC("ignored"),
        'infra/ü "b"\n.tf': TOPIC("odd"),
      });
      await rm(join(repository.folder, "infra/deleted.tf"));
      const status = await repository.git("status", "--porcelain");
      const before = await listingOf(repository);
      const live = [topic("deleted"), topic("staged", { DisplayName: "live" }), topic("untracked"), topic("ignored")];
      const { exit, report, stderr } = await check(repository, { base: "main" }, { world: hotfixWorld(live) });
      expect(stderr).toBe("");
      expectHotfixFound(report);
      expect(exit).toBe(1);
      expect(report.subject).toMatchObject({ base: baseCommit, head: `${baseCommit}+` });
      expect(about(report, "aws_sns_topic.staged")).toMatchObject({
        differences: [{ path: "DisplayName", head: "W", live: "live" }],
      });
      expect(about(report, "aws_sns_topic.untracked")).toMatchObject({
        kind: "free",
        finding: "taken",
        source: { path: "infra/untracked.tf", line: 1 },
      });
      expect(about(report, "aws_sns_topic.odd")).toMatchObject({ kind: "free", verdict: "holds" });
      expect(about(report, "aws_sns_topic.deleted")).toMatchObject({ verdict: "holds", source: { side: "base" } });
      expect(report.assumptions.map(({ subject }) => subject.address)).not.toContain("aws_sns_topic.ignored");
      expect(await listingOf(repository)).toEqual(before);
      expect(await repository.git("status", "--porcelain")).toBe(status);
    });
  });

  it("is merged into a base that has gone on", async () => {
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      await write(repository, base);
      await repository.commit("base");
      await repository.git("checkout", "--quiet", "-b", "change");
      await repository.git("checkout", "--quiet", "main");
      await write(repository, { "infra/later.tf": TOPIC("later") });
      await repository.commit("later");
      await repository.git("checkout", "--quiet", "change");
      await write(repository, head);
      const before = await listingOf(repository);
      const { report } = await check(repository, { base: "main" }, { world: hotfixWorld() });
      expectHotfixFound(report);
      expect(report.assumptions).toHaveLength(1);
      expect(await listingOf(repository)).toEqual(before);
    });
  });

  it("may be looked at from a folder inside it", async () => {
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      await write(repository, base);
      await repository.commit("base");
      await write(repository, head);
      const inside = { ...repository, folder: join(repository.folder, "infra") };
      const { report } = await check(inside, { base: "main" }, { world: hotfixWorld() });
      expect(report.summary.conclusion).toBe("failure");
      expectHotfixFound(report);
    });
  });

  it("without any change is nothing to check", async () => {
    await withRepository(async (repository) => {
      await write(repository, hotfix().base);
      await repository.commit("base");
      const before = await listingOf(repository);
      const { exit, report } = await check(repository, { base: "HEAD" }, { world: hotfixWorld() });
      expect({ exit, total: report.summary.total, conclusion: report.summary.conclusion }).toEqual({
        exit: 0,
        total: 0,
        conclusion: "success",
      });
      expect(await listingOf(repository)).toEqual(before);
    });
  });

  it("may hold other repositories, also ones without a commit", async () => {
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      await write(repository, base);
      await repository.commit("base");
      await write(repository, head);
      await repository.git("init", "--quiet", "vendor/unborn");
      await write(repository, { "vendor/unborn/main.tf": TOPIC("unborn") });
      const { report } = await check(repository, { base: "HEAD" }, { world: hotfixWorld() });
      expectHotfixFound(report);
      expect(report.assumptions).toHaveLength(1);
    });
  });

  it("runs nothing that the repository's own settings name", async () => {
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      await write(repository, { ...base, ".gitattributes": "*.tf filter=evil diff=evil merge=evil\n" });
      await repository.commit("base");
      const proof = join(repository.folder, "..", `plumbline-proof-${process.pid}-${Date.now()}`);
      await repository.git("config", "core.fsmonitor", `touch ${proof}; false`);
      await repository.git("config", "core.hooksPath", repository.folder);
      await write(repository, { ...head, "post-index-change": `#!/bin/sh\ntouch ${proof}\n` });
      const { report } = await check(repository, { base: "HEAD" }, { world: hotfixWorld() });
      expectHotfixFound(report);
      await expect(stat(proof)).rejects.toThrow("ENOENT");
    });
  });

  it("with a half-finished merge in it: the conflicting file is a problem on its line", async () => {
    await withRepository(async (repository) => {
      const { base, head } = hotfix();
      await write(repository, { ...base, "infra/t.tf": TOPIC("t") });
      await repository.commit("base");
      const markers = `<<<<<<< ours\n${TOPIC("t")}=======\n${TOPIC("t", '  display_name = "T"\n')}>>>>>>> theirs\n`;
      await write(repository, { ...head, "infra/t.tf": markers });
      const { report } = await check(repository, { base: "HEAD" }, { world: hotfixWorld([topic("t")]) });
      expectHotfixFound(report);
      expect(report.problems).toMatchObject([{ path: "infra/t.tf", line: 1 }]);
      expect(about(report, "aws_sns_topic.t")).toMatchObject({ verdict: "unknown", reason: "problem" });
    });
  });
});
