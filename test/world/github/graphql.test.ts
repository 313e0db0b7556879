import { describe, expect, it } from "vitest";
import { asInstallation, at, git, mainTf, permissions, start, withPull } from "./support.ts";

const withContents = { permissions: { ...permissions, contents: "write" } } as const;

describe("GraphQL", () => {
  it("reads many files in one call, by alias and variable", async () => {
    const github = await start({ limits: { graphqlBlobBytes: 300 } });
    await github.createRepository({
      name: "acme/infra",
      files: {
        "main.tf": mainTf,
        "bin.dat": Buffer.from([0, 1]),
        "big.tf": "y".repeat(301),
        link: { symlink: "main.tf" },
        "a folder/ü b.tf": "spaced",
        "vendor/x": { submodule: "3".repeat(40) },
      },
    });
    const octokit = asInstallation(github, await github.install("acme"));
    const sha = (await github.tip("acme/infra")) ?? "";
    const blob = "... on Blob { oid byteSize isBinary isTruncated text }";
    const answer = await octokit.graphql(
      `query ($owner: String!, $repo: String!, $a: String!) {
        repository(owner: $owner, name: $repo) {
          a: object(expression: $a) { __typename ${blob} }
          b: object(expression: "${sha}:bin.dat") { ${blob} }
          c: object(expression: "${sha}:big.tf") { ${blob} }
          d: object(expression: "${sha}:link") { ${blob} }
          h: object(expression: "${sha}:a folder/ü b.tf") { ... on Blob { text } }
          e: object(expression: "${sha}:missing.tf") { ${blob} }
          f: object(expression: "${sha}:vendor/x") { ${blob} }
          g: object(expression: "${sha}:vendor") { ... on Tree { entries { name type mode oid } } }
        }
      }`,
      { ...at, a: `${sha}:main.tf` },
    );
    expect(answer).toEqual({
      repository: {
        a: {
          __typename: "Blob",
          oid: git(github, "rev-parse", "main:main.tf"),
          byteSize: mainTf.length,
          isBinary: false,
          isTruncated: false,
          text: mainTf,
        },
        b: { oid: expect.any(String), byteSize: 2, isBinary: true, isTruncated: false, text: null },
        c: { oid: expect.any(String), byteSize: 301, isBinary: false, isTruncated: true, text: "y".repeat(300) },
        d: { oid: expect.any(String), byteSize: 7, isBinary: false, isTruncated: false, text: "main.tf" },
        e: null,
        f: null,
        h: { text: "spaced" },
        g: { entries: [{ name: "x", type: "commit", mode: 0o160000, oid: "3".repeat(40) }] },
      },
    });
    expect(github.requests.filter((one) => one.operation === "POST /graphql")).toHaveLength(1);
    expect(github.problems).toEqual([]);
  });

  it("tells the history of a path, page by page", async () => {
    const github = await start();
    const { octokit } = await withPull(github);
    for (const value of ["1", "2", "3"])
      await github.push("acme/infra", { files: { "main.tf": value, "x.tf": value } });
    const query = `query ($after: String) { repository(owner: "acme", name: "infra") { object(expression: "main") { ... on Commit {
      history(path: "main.tf", first: 3, after: $after) { totalCount nodes { oid committedDate file(path: "main.tf") { object { ... on Blob { text } } } } pageInfo { hasNextPage endCursor } } } } } }`;
    interface History {
      repository: {
        object: {
          history: {
            totalCount: number;
            nodes: { oid: string; file: unknown }[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        };
      };
    }
    const first = (await octokit.graphql<History>(query)).repository.object.history;
    expect(first).toMatchObject({
      totalCount: 4,
      pageInfo: { hasNextPage: true },
      nodes: [{ file: { object: { text: "3" } } }, {}, {}],
    });
    const second = (await octokit.graphql<History>(query, { after: first.pageInfo.endCursor })).repository.object
      .history;
    expect(second.pageInfo.hasNextPage).toBe(false);
    const all = [...first.nodes, ...second.nodes].map((node) => node.oid);
    expect(all.join("\n")).toBe(git(github, "rev-list", "main", "--", "main.tf"));
  });

  it("lists threads, resolves them, and hides comments", async () => {
    const github = await start({}, withContents);
    const { number, octokit } = await withPull(github);
    await octokit.pulls.createReview({
      ...at,
      pull_number: number,
      event: "COMMENT",
      comments: [{ path: "main.tf", line: 3, body: "stale" }],
    });
    const comment = await octokit.issues.createComment({ ...at, issue_number: number, body: "old" });
    interface Threads {
      repository: {
        pullRequest: {
          reviewThreads: {
            nodes: { id: string; isResolved: boolean; comments: { nodes: { author: { login: string } }[] } }[];
          };
        };
      };
    }
    const query = `{ repository(owner: "acme", name: "infra") { pullRequest(number: ${number}) { reviewThreads(first: 10) { nodes { id isResolved isOutdated line path comments(first: 5) { nodes { body author { __typename login } } } } } } } }`;
    const [thread] = (await octokit.graphql<Threads>(query)).repository.pullRequest.reviewThreads.nodes;
    // GraphQL's bots have no "[bot]" in their login.
    expect(thread).toMatchObject({
      isResolved: false,
      line: 3,
      comments: { nodes: [{ author: { __typename: "Bot", login: "plumbline" } }] },
    });
    const mutation = `mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }`;
    const resolved = await octokit.graphql(mutation, { id: thread?.id ?? "" });
    expect(resolved).toEqual({ resolveReviewThread: { thread: { isResolved: true } } });
    expect(github.threads("acme/infra", number)[0]?.resolvedBy).toBe("plumbline[bot]");
    const hide = `mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized minimizedReason } } }`;
    const hidden = await octokit.graphql(hide, { id: comment.data.node_id });
    expect(hidden).toEqual({
      minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: "outdated" } },
    });
    expect(github.issueComments("acme/infra", number)[0]?.minimized).toBe("outdated");
  });

  it("refuses to resolve a thread without write permission on contents, as GitHub does", async () => {
    const github = await start();
    const { number, octokit } = await withPull(github);
    await github.commentOnLine("acme/infra", number, { path: "main.tf", line: 3, body: "x", by: "alice" });
    interface Threads {
      repository: { pullRequest: { reviewThreads: { nodes: { id: string }[] } } };
    }
    const query = `{ repository(owner: "acme", name: "infra") { pullRequest(number: 1) { reviewThreads(first: 1) { nodes { id } } } } }`;
    const { nodes } = (await octokit.graphql<Threads>(query)).repository.pullRequest.reviewThreads;
    const mutation = `mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }`;
    const resolving = octokit.graphql(mutation, { id: nodes[0]?.id ?? "" });
    await expect(resolving).rejects.toMatchObject({
      errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }],
    });
    expect(github.problems).toContainEqual(expect.objectContaining({ kind: "permission" }));
  });

  it.each([
    [
      "a field that GitHub does not have",
      `{ repository(owner: "acme", name: "infra") { nope } }`,
      "Cannot query field",
    ],
    [
      "a repository that is not there",
      `{ repository(owner: "acme", name: "nowhere") { id } }`,
      "Could not resolve to a Repository",
    ],
    [
      "a list without its length",
      `{ repository(owner: "acme", name: "infra") { pullRequest(number: 1) { comments { nodes { id } } } } }`,
      "`first` or `last`",
    ],
    [
      "a list of more than 100",
      `{ repository(owner: "acme", name: "infra") { pullRequest(number: 1) { comments(first: 101) { nodes { id } } } } }`,
      "limit of 100",
    ],
    ["text that is no query", `{ repository(`, "Syntax Error"],
  ])("answers 200 with errors for %s", async (_, query, message) => {
    const github = await start();
    const { octokit } = await withPull(github);
    await expect(octokit.graphql(query)).rejects.toThrow(message);
    expect(github.problems).toContainEqual(expect.objectContaining({ kind: "graphql" }));
    expect(github.requests.at(-1)?.status).toBe(200);
  });
});
