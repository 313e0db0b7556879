import { describe, expect, it } from "vitest";
import { asInstallation, at, git, mainTf, start, withRepository } from "./support.ts";

const files = {
  "main.tf": mainTf,
  "modules/queue/main.tf": "# queue\n",
  "modules/queue/bin.dat": Buffer.from([0, 255, 1]),
  link: { symlink: "../../etc/passwd" },
  "vendor/x": { submodule: "2".repeat(40) },
  "run.sh": { executable: "#!/bin/sh\n" },
} as const;

describe("files at a commit", () => {
  it("are git's, as trees, blobs and contents", async () => {
    const github = await start();
    await github.createRepository({ name: "acme/infra", files });
    const octokit = asInstallation(github, await github.install("acme"));
    const head = await octokit.git.getRef({ ...at, ref: "heads/main" });
    const commit = await octokit.git.getCommit({ ...at, commit_sha: head.data.object.sha });
    const tree = await octokit.git.getTree({ ...at, tree_sha: commit.data.tree.sha, recursive: "1" });
    const listed = tree.data.tree.map((entry) => `${entry.mode} ${entry.type} ${entry.sha}\t${entry.path}`);
    expect(listed.join("\n")).toBe(git(github, "ls-tree", "-r", "-t", "main"));
    expect(tree.data.truncated).toBe(false);
    const flat = await octokit.git.getTree({ ...at, tree_sha: "main" });
    expect(flat.data.tree.map((entry) => entry.path)).toEqual(["link", "main.tf", "modules", "run.sh", "vendor"]);
    const blob = await octokit.git.getBlob({ ...at, file_sha: git(github, "rev-parse", "main:modules/queue/bin.dat") });
    expect([...Buffer.from(blob.data.content, "base64")]).toEqual([0, 255, 1]);
    const contents = async (path: string): Promise<unknown> => (await octokit.repos.getContent({ ...at, path })).data;
    expect(await contents("main.tf")).toMatchObject({
      type: "file",
      encoding: "base64",
      content: expect.stringMatching(/^cmVz.*\n$/s),
    });
    expect(await contents("link")).toMatchObject({ type: "symlink", target: "../../etc/passwd" });
    expect(await contents("vendor/x")).toMatchObject({ type: "submodule", sha: "2".repeat(40) });
    expect(await contents("modules/queue")).toMatchObject([
      { name: "bin.dat", type: "file", size: 3 },
      { path: "modules/queue/main.tf" },
    ]);
    expect(await contents("")).toHaveLength(5);
    await expect(contents("nothing.tf")).rejects.toMatchObject({ status: 404 });
    await expect(contents("main.tf/x")).rejects.toMatchObject({ status: 404 });
    expect(github.problems).toEqual([]);
  });

  it("are cut short at the API's limits, and it says so", async () => {
    const github = await start({ limits: { treeEntries: 3, contentBytes: 100, blobBytes: 200 } });
    await github.createRepository({ name: "acme/infra", files: { ...files, "big.tf": "x".repeat(201) } });
    const octokit = asInstallation(github, await github.install("acme"));
    const tree = await octokit.git.getTree({ ...at, tree_sha: "main", recursive: "1" });
    expect(tree.data).toMatchObject({ truncated: true, tree: expect.objectContaining({ length: 3 }) });
    await expect(octokit.repos.getContent({ ...at, path: "big.tf" })).rejects.toMatchObject({ status: 403 });
    const above = await octokit.repos.getContent({ ...at, path: "main.tf" });
    expect(above.data).toMatchObject({ encoding: "none", content: "", size: mainTf.length });
    const raw = await octokit.repos.getContent({ ...at, path: "main.tf", mediaType: { format: "raw" } });
    expect(raw.data).toBe(mainTf);
  });
});

describe("history", () => {
  it("of a path, a comparison and a page of commits are git's", async () => {
    const github = await start();
    const octokit = await withRepository(github);
    const begin = (await github.tip("acme/infra")) ?? "";
    const first = await github.push("acme/infra", {
      files: { "main.tf": "1\n" },
      at: new Date("2026-11-01T10:00:00Z"),
      by: "alice",
    });
    await github.push("acme/infra", { files: { "other.tf": "1\n" } });
    const last = await github.push("acme/infra", { files: { "main.tf": "2\n" } });
    const commits = await octokit.repos.listCommits({ ...at, path: "main.tf" });
    expect(commits.data.map((one) => one.sha)).toEqual([last, first, begin]);
    expect(commits.data[1]).toMatchObject({
      author: { login: "alice" },
      commit: { author: { date: "2026-11-01T10:00:00Z" } },
    });
    const comparison = await octokit.repos.compareCommitsWithBasehead({ ...at, basehead: `${begin}...main` });
    expect(comparison.data).toMatchObject({
      status: "ahead",
      ahead_by: 3,
      behind_by: 0,
      merge_base_commit: { sha: begin },
    });
    expect(comparison.data.files?.map((file) => file.filename)).toEqual(["main.tf", "other.tf"]);
    const paged = await octokit.paginate(octokit.repos.listCommits, { ...at, per_page: 1 });
    expect(paged.map((one) => one.sha).join("\n")).toBe(git(github, "rev-list", "main"));
    const one = await octokit.repos.getCommit({ ...at, ref: last });
    expect(one.data).toMatchObject({ stats: { additions: 1, deletions: 1 }, files: [{ filename: "main.tf" }] });
  });

  it("answers an unchanged resource with 304", async () => {
    const github = await start();
    const octokit = await withRepository(github);
    const { headers } = await octokit.repos.get(at);
    const again = octokit.repos.get({ ...at, headers: { "if-none-match": headers.etag } });
    await expect(again).rejects.toMatchObject({ status: 304 });
    expect(headers).toMatchObject({ "x-ratelimit-limit": "5000", "x-github-request-id": expect.any(String) });
  });
});
