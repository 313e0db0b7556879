import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp, type GitHub as Client } from "../../src/github/client.ts";
import { ContentCache } from "../../src/github/content-cache.ts";
import type { BlobSource } from "../../src/github/blobs.ts";
import { githubTree } from "../../src/github/tree.ts";
import { changedPaths } from "../../src/github/tree-diff.ts";
import type { FileContent } from "../../src/model/files.ts";
import { startGitHub, type GitHub } from "../world/github/index.ts";

let github: GitHub;
let client: Client;
let source: BlobSource;
let base: string;
let head: string;
const big = "x".repeat(600 * 1024);
const cut = "# é\n".repeat(20_000);

beforeAll(async () => {
  const permissions = { metadata: "read", contents: "read" } as const;
  github = await startGitHub({
    app: { id: 17, webhookSecret: "s", permissions, events: [] },
    limits: { treeEntries: 12, graphqlBlobBytes: 50_000 },
  });
  base =
    (await github.createRepository({
      name: "acme/infra",
      files: {
        "main.tf": "# main\n",
        "infra/a/main.tf": "# a\n",
        "infra/a/deep/er/x.tf": "# x\n",
        "infra/b/main.tf": "# b\n",
        "infra/b/same.tf": "# a\n",
        "big.tf": big,
        "cut.tf": cut,
        "binary.tf": Buffer.concat([Buffer.from("a\0"), randomBytes(100)]),
        "link.tf": { symlink: "/etc/passwd" },
        "empty.tf": "",
        "latin.tf": Buffer.from('name = "caf\xe9"\n', "latin1"),
        "replaced.tf": "# \uFFFD\n",
      },
    })) ?? "";
  head = await github.push("acme/infra", {
    files: { "infra/a/deep/er/x.tf": "# changed\n", "infra/c/new.tf": "# new\n", "main.tf": null },
  });
  const installationId = await github.install("acme");
  const app = await createApp({
    appId: 17,
    privateKey: github.privateKey,
    githubUrl: github.apiUrl,
    logLevel: "fatal",
    retrySecond: 20,
  });
  client = await app.auth(installationId);
  source = { github: client, owner: "acme", repo: "infra", repositoryId: 1, cache: new ContentCache() };
});

afterAll(async () => {
  await github.close();
});

test("a tree that GitHub cuts short is walked, only where it is asked about", async () => {
  const tree = githubTree(base, source);
  expect(await tree.listing()).toBeNull();
  github.forget();
  expect((await tree.list("infra/a")).map(({ path }) => path)).toEqual(["infra/a/deep/er/x.tf", "infra/a/main.tf"]);
  expect(github.requests.length).toBeLessThanOrEqual(4);
  expect((await tree.list("")).map(({ path }) => path)).toEqual([
    "big.tf",
    "binary.tf",
    "cut.tf",
    "empty.tf",
    "infra/a/deep/er/x.tf",
    "infra/a/main.tf",
    "infra/b/main.tf",
    "infra/b/same.tf",
    "latin.tf",
    "link.tf",
    "main.tf",
    "replaced.tf",
  ]);
  expect(await tree.list("nowhere")).toEqual([]);
});

test("what changed between two such trees costs only the folders that differ", async () => {
  github.forget();
  expect([...(await changedPaths(githubTree(base, source), githubTree(head, source)))].toSorted()).toEqual([
    "infra/a/deep/er/x.tf",
    "infra/c/new.tf",
    "main.tf",
  ]);
  // Both listings, then root, infra, a, deep and er of both sides, and c of one.
  expect(github.requests.length).toBeLessThanOrEqual(13);
});

test("every kind of entry gives its content, or why there is none", async () => {
  const tree = githubTree(base, source);
  const paths = [
    "main.tf",
    "big.tf",
    "cut.tf",
    "binary.tf",
    "link.tf",
    "empty.tf",
    "infra/b/main.tf",
    "infra",
    "infra/none.tf",
    "../main.tf",
  ];
  const contents = await tree.read(paths);
  const said = paths.map((path) => {
    const content = contents.get(path);
    return content?.kind === "text" ? content.text.length : content?.reason;
  });
  expect(said).toEqual([7, "too-large", cut.length, "binary", "symlink", 0, 4, "missing", "missing", "missing"]);
  const big = contents.get("big.tf");
  expect(big?.kind === "unreadable" && big.message).toContain("600 KiB");
  expect(github.requests.some(({ path }) => path.includes("etc"))).toBe(false);
});

test("a file that is not UTF-8 is refused, not read with other letters in it", async () => {
  const contents = await githubTree(base, source).read(["latin.tf", "replaced.tf", "main.tf"]);
  expect(contents.get("latin.tf")).toEqual({
    kind: "unreadable",
    reason: "binary",
    message: "the file is not text in UTF-8",
  });
  expect(contents.get("replaced.tf")).toMatchObject({ kind: "text", text: "# \uFFFD\n" });
  expect(contents.get("main.tf")).toMatchObject({ kind: "text" });
});

test("equal contents are fetched once, and kept for the next run", async () => {
  const fresh = { ...source, cache: new ContentCache() };
  const first = githubTree(base, fresh);
  await first.list("infra");
  github.forget();
  const contents = await first.read(["infra/a/main.tf", "infra/b/same.tf"]);
  expect(contents.get("infra/b/same.tf")).toEqual(contents.get("infra/a/main.tf"));
  expect(github.requests.filter(({ operation }) => operation === "POST /graphql")).toHaveLength(1);
  const second = githubTree(head, fresh);
  await second.list("infra");
  github.forget();
  await second.read(["infra/a/main.tf"]);
  expect(github.requests.filter(({ operation }) => operation === "POST /graphql")).toEqual([]);
});

test("contents of one repository are never given to another", () => {
  const cache = new ContentCache();
  cache.set(1, "abc", { kind: "text", text: "secret", hash: "abc" });
  expect(cache.get(2, "abc")).toBeUndefined();
  expect(cache.get(1, "abc")).toMatchObject({ text: "secret" });
});

function text(hash: string): FileContent {
  return { kind: "text", text: "x".repeat(700), hash };
}

test("the cache is bounded per repository and in repositories, and drops what was not used longest", () => {
  const cache = new ContentCache({ shelfBytes: 5000, maxShelves: 2 });
  for (const hash of ["a", "b", "c"]) cache.set(1, hash, text(hash));
  cache.get(1, "a");
  cache.set(1, "d", text("d"));
  expect(["a", "b", "c", "d"].filter((hash) => cache.get(1, hash))).toEqual(["a", "c", "d"]);
  cache.set(2, "a", text("a"));
  cache.set(3, "a", text("a"));
  expect([1, 2, 3].filter((repository) => cache.get(repository, "a"))).toEqual([2, 3]);
});
