import { afterAll, beforeAll, expect, test } from "vitest";
import type { BlobSource } from "../../src/github/blobs.ts";
import { createApp } from "../../src/github/client.ts";
import { ContentCache } from "../../src/github/content-cache.ts";
import { githubHistory } from "../../src/github/history.ts";
import { startGitHub, type GitHub } from "../world/github/index.ts";

const NAME = "acme/infra";
let github: GitHub;
let source: BlobSource;
let base: string;
const commits: string[] = [];

/** 70 changes of one file, each followed by one of another; the first four of them long ago. */
beforeAll(async () => {
  const permissions = { metadata: "read", contents: "read" } as const;
  github = await startGitHub({ app: { id: 17, webhookSecret: "s", permissions, events: [] } });
  await github.createRepository({
    name: NAME,
    files: {
      "infra/main.tf": "# 0\n",
      "infra/deep/er/x.tf": "# x\n",
      "infra/link.tf": { symlink: "main.tf" },
      "infra/raw.bin": Buffer.from("a\0b"),
      "README.md": "0",
    },
  });
  for (let number = 1; number <= 70; number++) {
    commits.unshift(await github.push(NAME, { files: { "infra/main.tf": `# ${number}\n` } }));
    base = await github.push(NAME, { files: { "README.md": String(number) } });
  }
  const installationId = await github.install("acme");
  const { privateKey, apiUrl: githubUrl } = github;
  const app = await createApp({ appId: 17, privateKey, githubUrl, logLevel: "fatal", retrySecond: 20 });
  const client = await app.auth(installationId);
  source = { github: client, owner: "acme", repo: "infra", repositoryId: 1, cache: new ContentCache() };
});

afterAll(async () => {
  await github.close();
});

test("gives the newest changes of a path, page by page, and no more than are asked for", async () => {
  const { changes, cut } = await githubHistory(base, source).changes(["infra/main.tf"], 30, []);
  expect(cut).toBeNull();
  expect(changes.map(({ commit }) => commit)).toEqual(commits.slice(0, 30));
  expect(changes.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);
});

test("looks at a bounded number of commits", async () => {
  github.forget();
  const { changes } = await githubHistory(base, source).changes(["infra/main.tf"], 1000, []);
  expect(changes.map(({ commit }) => commit)).toEqual(commits);
  expect(github.requests.length).toBeLessThanOrEqual(4);
});

test("many paths are watched by their folders, or all together", async () => {
  const many = Array.from({ length: 12 }, (_, index) => `infra/${index}.tf`);
  const inFolder = await githubHistory(base, source).changes(many, 5, []);
  expect(inFolder.changes.map(({ commit }) => commit)).toEqual(commits.slice(0, 5));
  const atRoot = await githubHistory(base, source).changes([...many, "x.tf"], 4, []);
  expect(atRoot.changes[0]?.commit).toBe(base);
});

test("the files before a change are as they were, and the same in all of them is asked for once", async () => {
  const paths = ["infra/main.tf", "infra/deep/er/x.tf", "infra/link.tf", "infra/raw.bin", "gone.tf"];
  github.forget();
  const { changes } = await githubHistory(base, source).changes(["infra/main.tf"], 20, paths);
  for (const [index, { before }] of changes.entries()) {
    const contents = await before.read(paths);
    expect(contents.get("infra/main.tf")).toMatchObject({ kind: "text", text: `# ${69 - index}\n` });
    expect(contents.get("infra/deep/er/x.tf")).toMatchObject({ kind: "text", text: "# x\n" });
    expect(contents.get("infra/link.tf")).toMatchObject({ reason: "symlink" });
    expect(contents.get("infra/raw.bin")).toMatchObject({ reason: "binary" });
    expect(contents.get("gone.tf")).toMatchObject({ reason: "missing" });
  }
  // One page, the folders of twenty commits in two queries, the contents in one.
  expect(github.requests.length).toBeLessThanOrEqual(4);
  const [first] = changes;
  expect((await first?.before.list("infra"))?.map(({ path }) => path)).toEqual([
    "infra/deep/er/x.tf",
    "infra/link.tf",
    "infra/main.tf",
    "infra/raw.bin",
  ]);
  expect((await first?.before.list("infra", "own"))?.map(({ kind }) => kind)).toEqual(["symlink", "file", "file"]);
  expect(await first?.before.list("nowhere")).toEqual([]);
});

test("a history that GitHub does not give is said, and is no error", async () => {
  const elsewhere = await githubHistory(base, { ...source, repo: "nowhere" }).changes(["infra/main.tf"], 20, []);
  expect(elsewhere).toEqual({ changes: [], cut: "GitHub did not give the history of the base branch" });
  const unknown = await githubHistory("0".repeat(40), source).changes(["infra/main.tf"], 20, []);
  expect(unknown.cut).not.toBeNull();
});
