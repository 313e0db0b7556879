import { describe, expect, it } from "vitest";
import { asInstallation, at, git, mainTf, start, withPull } from "./support.ts";

describe("a pull request", () => {
  it("has a test merge that is unknown first, then a real commit of base and head", async () => {
    const github = await start();
    const { number, octokit } = await withPull(github);
    await github.push("acme/infra", { files: { "other.tf": "# later\n" } });
    const first = await octokit.pulls.get({ ...at, pull_number: number });
    expect(first.data).toMatchObject({ mergeable: null, merge_commit_sha: null, mergeable_state: "unknown" });
    await github.settleTestMerge("acme/infra", number);
    const second = await octokit.pulls.get({ ...at, pull_number: number });
    expect(second.data.mergeable).toBe(true);
    const merge = await octokit.git.getCommit({ ...at, commit_sha: second.data.merge_commit_sha ?? "" });
    expect(merge.data.parents.map((parent) => parent.sha)).toEqual([
      await github.tip("acme/infra", "main"),
      second.data.head.sha,
    ]);
    expect(git(github, "show", `${merge.data.sha}:main.tf`)).toContain("= 60");
    expect(git(github, "show", `${merge.data.sha}:other.tf`)).toBe("# later");
    // GitHub's base.sha lags behind the base branch.
    expect(second.data.base.sha).not.toBe(await github.tip("acme/infra", "main"));
    expect(github.problems).toEqual([]);
  });

  it("that conflicts says so and has no test merge", async () => {
    const github = await start();
    const { number, octokit } = await withPull(github);
    await github.push("acme/infra", { files: { "main.tf": mainTf.replace("= 30", "= 45") } });
    await github.settleTestMerge("acme/infra", number);
    const { data } = await octokit.pulls.get({ ...at, pull_number: number });
    expect(data).toMatchObject({ mergeable: false, merge_commit_sha: null, mergeable_state: "dirty" });
  });

  it("lists its files with the patches that git makes, page by page", async () => {
    const github = await start();
    await github.createRepository({
      name: "acme/infra",
      files: {
        "main.tf": mainTf,
        "old name.tf": mainTf,
        "gone.tf": "gone\n",
        "bin.dat": Buffer.from([0, 1, 2]),
        "link.tf": "was a file\n",
        "mode.sh": "x\n",
      },
    });
    const octokit = asInstallation(github, await github.install("acme"));
    await github.push("acme/infra", {
      branch: "change",
      files: {
        "main.tf": mainTf.replace("= 30", "= 60"),
        "old name.tf": null,
        "new name.tf": mainTf,
        "gone.tf": null,
        "bin.dat": Buffer.from([0, 1, 3]),
        "link.tf": { symlink: "/etc/passwd" },
        "mode.sh": { executable: "x\n" },
        "vendor/module": { submodule: "1".repeat(40) },
        "ünï.tf": "no newline at the end",
      },
    });
    const number = await github.openPull("acme/infra", { head: "change" });
    const files = await octokit.paginate(octokit.pulls.listFiles, { ...at, pull_number: number, per_page: 2 });
    const byName = Object.fromEntries(files.map((file) => [file.filename, file]));
    expect(Object.keys(byName).toSorted()).toEqual(
      ["bin.dat", "gone.tf", "link.tf", "main.tf", "mode.sh", "new name.tf", "vendor/module", "ünï.tf"].toSorted(),
    );
    expect(byName["main.tf"]).toMatchObject({
      status: "modified",
      additions: 1,
      deletions: 1,
      sha: git(github, "rev-parse", "change:main.tf"),
    });
    expect(byName["main.tf"]?.patch).toMatch(/^@@ -1,6 \+1,6 @@\n/);
    expect(byName["main.tf"]?.patch).toContain(
      "-  visibility_timeout_seconds = 30\n+  visibility_timeout_seconds = 60\n",
    );
    expect(byName["new name.tf"]).toMatchObject({ status: "renamed", previous_filename: "old name.tf", changes: 0 });
    expect(byName["gone.tf"]).toMatchObject({ status: "removed", patch: "@@ -1 +0,0 @@\n-gone" });
    expect(byName["ünï.tf"]?.patch).toBe("@@ -0,0 +1 @@\n+no newline at the end\n\\ No newline at end of file");
    expect(byName["vendor/module"]?.patch).toContain(`+Subproject commit ${"1".repeat(40)}`);
    expect(byName["link.tf"]?.status).toBe("changed");
    for (const name of ["bin.dat", "new name.tf", "mode.sh", "link.tf"])
      expect(byName[name]).not.toHaveProperty("patch");
    expect(github.requests.filter((request) => request.path.includes("/files"))).toHaveLength(4);
    expect(github.problems).toEqual([]);
  });

  it("keeps its hunks apart from what looks like them in a file", async () => {
    const github = await start();
    const { octokit } = await withPull(github);
    const tricky = "a\rdiff --git a/x b/x\r@@ -1 +1 @@\n--- a\n+++ b\n@@ -9 +9 @@\n";
    await github.push("acme/infra", { branch: "tricky", files: { "a.txt": tricky, "b.txt": "b\n" } });
    const number = await github.openPull("acme/infra", { head: "tricky" });
    const { data } = await octokit.pulls.listFiles({ ...at, pull_number: number });
    const lines = tricky.trimEnd().split("\n");
    expect(data.map((file) => [file.filename, file.additions])).toEqual([
      ["a.txt", 4],
      ["b.txt", 1],
    ]);
    expect(data[0]?.patch).toBe(`@@ -0,0 +1,4 @@\n${lines.map((line) => `+${line}`).join("\n")}`);
  });

  it("leaves out patches above the limit, and files beyond 3,000", async () => {
    const github = await start({ limits: { patchBytes: 1000, pullFiles: 5 } });
    const { octokit } = await withPull(github);
    const many = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`f${index}.tf`, "x\n"]));
    await github.push("acme/infra", { branch: "big", files: { "a.tf": "line\n".repeat(500), ...many } });
    const number = await github.openPull("acme/infra", { head: "big" });
    const { data } = await octokit.pulls.listFiles({ ...at, pull_number: number, per_page: 100 });
    expect(data).toHaveLength(5);
    expect(data[0]).not.toHaveProperty("patch");
    expect(data[1]).toHaveProperty("patch");
    expect((await octokit.pulls.get({ ...at, pull_number: number })).data.changed_files).toBe(8);
  });

  it("from a fork is served by the base repository, and its checks name no pull request", async () => {
    const github = await start();
    await github.createRepository({ name: "acme/infra", files: { "main.tf": mainTf }, private: false });
    const fork = await github.fork("acme/infra", "mallory");
    const headSha = await github.push(fork, {
      branch: "evil",
      files: { "main.tf": mainTf.replace("= 30", "= 0") },
      by: "mallory",
    });
    const number = await github.openPull("acme/infra", { head: "mallory:evil", by: "mallory" });
    const octokit = asInstallation(github, await github.install("acme"));
    const { data } = await octokit.pulls.get({ ...at, pull_number: number });
    expect(data).toMatchObject({
      head: { label: "mallory:evil", sha: headSha, repo: { fork: true } },
      author_association: "NONE",
    });
    const file = await octokit.repos.getContent({ ...at, path: "main.tf", ref: headSha, mediaType: { format: "raw" } });
    expect(file.data).toContain("= 0");
    const check = await octokit.checks.create({ ...at, name: "Plumbline", head_sha: headSha });
    expect(check.data.pull_requests).toEqual([]);
    const refused = octokit.checks.create({ owner: "mallory", repo: "infra", name: "Plumbline", head_sha: headSha });
    await expect(refused).rejects.toMatchObject({ status: 403 });
    const permission = await octokit.repos.getCollaboratorPermissionLevel({ ...at, username: "mallory" });
    expect(permission.data.permission).toBe("read");
    github.deleteRepository(fork);
    expect((await octokit.pulls.get({ ...at, pull_number: number })).data.head.repo).toBeNull();
  });
});
